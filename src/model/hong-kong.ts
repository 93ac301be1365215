/** The offset of Hong Kong, whose days are those of the registry. It keeps no summer time. */
export const hongKong = '+08:00'

const ahead = Date.parse('2000-01-01T00:00:00Z') - Date.parse(`2000-01-01T00:00:00${hongKong}`)

/** The day in Hong Kong at an instant. */
export function dayOf(instant: number | string): string {
  return new Date(new Date(instant).valueOf() + ahead).toISOString().slice(0, 10)
}
