/**
 * The day on which Microsoft releases the month's Windows base images: the second Tuesday. Of 66 regular releases
 * from 2021-02 to 2026-08, 57 were in the builds of .NET the same UTC day and 9 a day later; six came out of band, which
 * this leaves out. Source: MicrosoftDocs/Virtualization-Documentation, update-containers.md (2026-08-07);
 * github.com/dotnet/versions (2026-08-21).
 */
const DAYS_A_WEEK = 7;
const TUESDAY = 2;

/** The day of the month of the second Tuesday of a month (1 to 12). */
export function secondTuesday(year: number, month: number): number {
  const firstWeekday = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  const firstTuesday = 1 + ((TUESDAY - firstWeekday + DAYS_A_WEEK) % DAYS_A_WEEK);
  return firstTuesday + DAYS_A_WEEK;
}

/** Second Tuesdays of the months after that of `date`, until and including `until`; all as `YYYY-MM-DD`. */
export function patchDaysAfter(date: string, until: string): readonly string[] {
  const days: string[] = [];
  const start = new Date(`${date}T00:00:00Z`);
  const year = start.getUTCFullYear();
  for (let month = start.getUTCMonth() + 1; ; month++) {
    const day = new Date(Date.UTC(year, month, 1));
    day.setUTCDate(secondTuesday(day.getUTCFullYear(), day.getUTCMonth() + 1));
    const patchDay = day.toISOString().slice(0, 'YYYY-MM-DD'.length);
    if (patchDay > until) return days;
    days.push(patchDay);
  }
}
