/** A reason why the database cannot be opened that a person can act on, in one line. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem'
}

/** The database does not answer at the moment; over HTTP this is a 503. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
  readonly statusCode = 503
}

// SQLSTATE: 08 connection exception, 53 out of resources, 57P operator intervention, 57014 cut off for taking too long.
const unavailableState = /^(08|53|57P|57014)/
const unavailableCode = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'EAI_AGAIN',
])
// Beginnings of messages that come without a code. Drizzle's own message quotes the query, so only beginnings count.
const unavailableMessage =
  /^(connect |connection terminated|timeout exceeded when trying to connect|cannot use a pool after|client has encountered a connection error|the embedded database has stopped)/i

/** Whether an error, or one that it wraps, means that the database does not answer. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    unavailableCode.has(code) ||
    unavailableState.test(code) ||
    unavailableMessage.test(error.message) ||
    isUnavailable(error.cause)
  )
}

/** Gives the error back, or `DatabaseUnavailable` where it means that the database does not answer. */
export function translate(error: unknown): unknown {
  return isUnavailable(error) ? new DatabaseUnavailable('The database does not answer.', { cause: error }) : error
}

/** The message of an error in one line, without the path that Node appends. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  const line = error.message.split('\n', 1)[0] ?? ''
  return 'path' in error ? line.replace(/, .*$/, '') : line
}
