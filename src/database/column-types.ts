import { customType, date, timestamp } from 'drizzle-orm/pg-core'

/** Text that sorts by code point on every server, so that pages follow each other whatever the locale. */
export const key = customType<{ data: string }>({ dataType: () => 'text collate "C"' })
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
/** A stretch of positions of the log. */
export const positions = customType<{ data: string }>({ dataType: () => 'int8range' })
export const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'string' })

// A partial date is stored as its first and last day; `on_date` is the sort key: the first day, or 0001-01-01 where there is none.
export const firstDay = (name: string) => date(`${name}_from`, { mode: 'string' })
export const lastDay = (name: string) => date(`${name}_to`, { mode: 'string' })
export const onDate = () => date('on_date', { mode: 'string' }).notNull()
