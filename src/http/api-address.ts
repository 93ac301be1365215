/** Whether an address is one of the API for programs. */
export const isOfApi = (url: string): boolean => /^\/v1(?:[/?]|$)/.test(url)

/** The address of the list of a noun. */
export const listPath = (noun: string): string => `/v1/${noun}`

/** The address of a record. An id that a client gives may hold any character. */
export const recordPath = (noun: string, id: string): string => `${listPath(noun)}/${encodeURIComponent(id)}`

/** The address of the records of a noun, as a route has it. */
export const recordPattern = (noun: string): string => `${listPath(noun)}/:id`
