export class DemonstrationAccountDto {
  name: string;
  email: string;
  role: string;
}

export class DemonstrationDto {
  isDemonstration: boolean;
  /** The installation's time; absent in a real installation. */
  now?: Date;
  /** The one password of all demonstration accounts; absent in a real installation. */
  password?: string;
  accounts?: DemonstrationAccountDto[];
}
