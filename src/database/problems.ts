/** A reason why the database cannot be opened that a person can act on, in one line. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem'
}

/** The database does not answer at the moment; over HTTP this is a 503. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
  readonly statusCode = 503
}

// Classes of SQLSTATE: 08 connection exception, 53 out of resources, 57P operator intervention.
const unavailableState = /^(08|53|57P)/
const unavailableCode = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ENOENT',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'EAI_AGAIN',
])
const unavailableMessage =
  /connection terminated|timeout exceeded when trying to connect|cannot use a pool after|embedded database has stopped/i

/** The error itself, or the plain word that the database does not answer. */
export function translate(error: unknown): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : ''
    if (unavailableCode.has(code) || unavailableState.test(code) || unavailableMessage.test(cause.message))
      return new DatabaseUnavailable('The database does not answer.', { cause: error })
  }
  return error
}
