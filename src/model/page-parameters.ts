import { z } from 'zod'

/** The most records of a page. */
export const mostOnPage = 200

/** A whole number as an address writes it, by digits alone: an empty value is no zero, and `0x32` is no number. */
export const wholeNumber = (lowest: number, highest: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value),
    z.int().min(lowest).max(highest),
  )

/** How many are shown on a page, where an address may choose. */
export const pageLimit = (description: string, usual = 50, most = mostOnPage) =>
  wholeNumber(1, most).prefault(usual).describe(description).meta({ example: usual })
