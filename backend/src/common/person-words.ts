interface NamedPerson {
  name: string;
  organisation: string;
}

/** "B, MPS", or "B, MPS, for A, MPS" when B acted on cover; an organisation that the name says is not said twice. */
export function personWords(
  { name, organisation }: NamedPerson,
  onBehalfOf: NamedPerson | null = null,
): string {
  const words = name.includes(organisation) ? name : `${name}, ${organisation}`;
  return onBehalfOf ? `${words}, for ${personWords(onBehalfOf)}` : words;
}
