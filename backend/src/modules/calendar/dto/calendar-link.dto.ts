export class LiveCalendarLinkDto {
  madeAt: Date;
  /** When a calendar last asked, to the hour; absent: never. */
  lastReadAt?: Date;
}

export class CalendarLinkDto {
  /** Absent: there is none. */
  link?: LiveCalendarLinkDto;
}

/** The only time that the link is told. */
export class MadeCalendarLinkDto extends CalendarLinkDto {
  url: string;
}
