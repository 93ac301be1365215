/** The first and the last day that a partial date may mean: 2024-05 gives 2024-05-01 and 2024-05-31. */
export function dayRange(date: string): { from: string; to: string }
export function dayRange(date: string | undefined): { from: string | null; to: string | null }
export function dayRange(date: string | undefined): { from: string | null; to: string | null } {
  if (!date) return { from: null, to: null }
  const [year = '', month, day] = date.split('-')
  if (day) return { from: date, to: date }
  if (!month) return { from: `${year}-01-01`, to: `${year}-12-31` }
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return { from: `${date}-01`, to: `${date}-${last}` }
}

/** The day that stands for "no date" in a sort key: before every date that the registry takes. */
export const undated = '0001-01-01'
