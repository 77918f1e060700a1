/** A person as others see them: their role-name and organisation. */
export class PersonRef {
  id: string;
  name: string;
  /** The organisation's short name. */
  organisation: string;
}

export class OrganisationRef {
  id: string;
  name: string;
  shortName: string;
}

/** An action of the record's workflow, as it stands for the reader. */
export class AvailableAction {
  /** The action's name in the workflow. */
  action: string;
  isAllowed: boolean;
  /** Set when the reader would act for someone they cover. */
  onBehalfOf?: PersonRef;
  /** Why it is refused. */
  why?: string;
  /** Who can do it instead. */
  whoCan?: string;
}

/** A person as they were when they acted: by what name, and where they belonged. */
export class PersonThen extends PersonRef {
  /** The organisation's full name then. */
  organisationName: string;
  /** True when it is from before names and organisations were recorded, and taken from later. */
  isAssumed: boolean;
}
