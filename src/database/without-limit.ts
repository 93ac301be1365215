/** The statement by which a transaction lets its statements run for as long as they take. */
export const withoutLimit = 'set local statement_timeout = 0'

/** The statement by which a transaction is not ended while nothing is asked in it. */
export const withoutIdleLimit = 'set local idle_in_transaction_session_timeout = 0'
