/** The protected characteristics of the Equality Act 2010, section 4, and the words for each. */
export const CHARACTERISTIC_WORDS = {
  age: 'Age',
  disability: 'Disability',
  gender_reassignment: 'Gender reassignment',
  marriage_and_civil_partnership: 'Marriage and civil partnership',
  pregnancy_and_maternity: 'Pregnancy and maternity',
  race: 'Race',
  religion_or_belief: 'Religion or belief',
  sex: 'Sex',
  sexual_orientation: 'Sexual orientation',
} as const;

export type Characteristic = keyof typeof CHARACTERISTIC_WORDS;
export const CHARACTERISTICS = Object.keys(CHARACTERISTIC_WORDS) as Characteristic[];
