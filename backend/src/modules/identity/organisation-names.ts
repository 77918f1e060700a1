/** SQL: the name of an organisation (its alias) as at a day: a former one that was still its name, or its own. */
export const nameAsAt = (organisation: string, day: string): string =>
  `coalesce((SELECT n.name FROM organisation_names n
     WHERE n.organisation_id = ${organisation}.id AND n.kind = 'former' AND n.valid_until >= ${day}
       AND (n.valid_from IS NULL OR n.valid_from <= ${day})
     ORDER BY n.valid_until LIMIT 1), ${organisation}.name)`;

/** SQL: its other names as JSON, the latest first. */
export const otherNamesOf = (organisation: string): string =>
  `(SELECT coalesce(json_agg(json_strip_nulls(json_build_object('kind', n.kind, 'name', n.name,
      'shortName', n.short_name, 'validFrom', n.valid_from, 'validUntil', n.valid_until))
      ORDER BY n.valid_until DESC NULLS FIRST, n.name), '[]')
    FROM organisation_names n WHERE n.organisation_id = ${organisation}.id)`;
