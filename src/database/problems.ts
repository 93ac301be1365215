import { DrizzleQueryError } from 'drizzle-orm/errors'
import type { UnavailableReason } from '../problems/problems.ts'

/** A reason why the database cannot be opened that a person can act on, in one line. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem'
}

const sentences: Record<UnavailableReason, string> = {
  silent: 'The database does not answer.',
  busy: 'The database is busy.',
  'read-only': 'The database can be read and not written.',
  undecided: 'The write has not been confirmed by a second machine.',
  slow: 'A statement took too long and was ended.',
}

/** The database does not do what is asked at the moment; over HTTP this is a 503. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
  readonly statusCode = 503
  readonly reason: UnavailableReason

  constructor(reason: UnavailableReason, options?: ErrorOptions) {
    super(sentences[reason], options)
    this.reason = reason
  }
}

/** The conditions that the registry acts upon, by the names that Postgres has for them. */
export const sqlStates = {
  foreignKeyViolation: '23503',
  uniqueViolation: '23505',
  /** The server is a standby. */
  readOnlyTransaction: '25006',
  /** The server has ended a session that kept a transaction open. */
  idleInTransactionSessionTimeout: '25P03',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  insufficientPrivilege: '42501',
  diskFull: '53100',
  lockNotAvailable: '55P03',
  /** Here a statement that took too long. */
  queryCanceled: '57014',
}

/** The reasons that the server itself tells. */
const reasonOfState = new Map<string, UnavailableReason>([
  [sqlStates.readOnlyTransaction, 'read-only'],
  [sqlStates.queryCanceled, 'slow'],
  [sqlStates.idleInTransactionSessionTimeout, 'silent'],
])
// By classes: connection exception, out of resources, operator intervention, errors of the system such as of a disk.
const unavailableClass = /^(08|53|57P|58)/
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
    error instanceof DatabaseUnavailable ||
    unavailableCode.has(code) ||
    unavailableClass.test(code) ||
    reasonOfState.has(code) ||
    unavailableMessage.test(error.message) ||
    isUnavailable(error.cause)
  )
}

/** Gives the error back without values, or `DatabaseUnavailable` where it means that the database does not do what is asked. */
export function translate(error: unknown): unknown {
  forgetValues(error)
  if (!isUnavailable(error)) return error
  const reason = reasonOfState.get(sqlState(error) ?? '') ?? 'silent'
  return knownAmong(error) ?? new DatabaseUnavailable(reason, { cause: error })
}

/**
 * Drizzle tells with its errors the values of the statement: what a client has written, which may be a key in an encoding
 * that nobody looks for. The log tells the statement alone.
 */
function forgetValues(error: unknown): void {
  if (!(error instanceof Error)) return
  if (error instanceof DrizzleQueryError) {
    const { message, query } = error
    error.message = `Failed query: ${query}`
    error.stack = error.stack?.replace(message, () => error.message)
    error.params = []
  }
  forgetValues(error.cause)
}

function knownAmong(error: unknown): DatabaseUnavailable | undefined {
  if (error instanceof DatabaseUnavailable) return error
  return error instanceof Error ? knownAmong(error.cause) : undefined
}

/** The SQLSTATE of an error of either driver, or of the error that it wraps. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)) return error.code
  return 'cause' in error ? sqlState(error.cause) : undefined
}

/** The message of an error in one line, without the path that Node appends. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  const line = error.message.split('\n', 1)[0] ?? ''
  return 'path' in error ? line.replace(/, .*$/, '') : line
}
