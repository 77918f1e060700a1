export class BurnUpDayDto {
  /** A date on which something was submitted or approved. */
  day: string;
  /** Updates first submitted by the end of that day. */
  submitted: number;
  /** Updates whose standing approval was given by the end of that day. */
  approved: number;
}

export class BurnUpDto {
  /** Updates that the round's edition will print. */
  total: number;
  days: BurnUpDayDto[];
}
