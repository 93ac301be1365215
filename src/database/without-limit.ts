/** The statement by which a transaction lets its statements run for as long as they take. */
export const withoutLimit = 'set local statement_timeout = 0'
