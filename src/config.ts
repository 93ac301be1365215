import { isIP } from 'node:net'
import { z } from 'zod'

/** Says in one line which settings cannot be used; the values themselves are not told, for some are secret. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem'
}

const wholeNumber = (lowest: number, highest: number) => {
  const sentence = `must be a whole number from ${lowest} to ${highest}`
  return z
    .string()
    .regex(/^\d{1,9}$/, sentence)
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, sentence)
}

const isUrlOf = (protocols: string[]) => (value: string) =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol)

const hasUser = (value: string) => {
  const { username, password } = URL.canParse(value) ? new URL(value) : { username: '', password: '' }
  return username !== '' || password !== ''
}

const namedNetworks = ['loopback', 'linklocal', 'uniquelocal']

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0) return namedNetworks.includes(text)
  const widest = family === 4 ? 32 : 128
  return rest.length === 0 && (prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= widest))
}

const trustProxy = z
  .string()
  .transform((value) =>
    value === 'true' || value === 'false' ? value === 'true' : value.split(',').map((part) => part.trim()),
  )
  .refine(
    (value) => typeof value === 'boolean' || value.every(isNetwork),
    'must be true for all addresses, false, or a comma-separated list of addresses and CIDR blocks',
  )

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const postgresUrl = z
  .string()
  .refine(isUrlOf(['postgres:', 'postgresql:']), 'must be a URL that begins with postgres://')
  .optional()

const secret = z
  .string()
  .regex(/^[\x21-\x7e]{32,512}$/, 'must be 32 to 512 printable characters without spaces')
  .optional()

const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z
    .string()
    .max(255)
    .regex(/^[\w.:%-]+$/, 'must be a host name or an address')
    .default('127.0.0.1'),
  DATABASE_URL: postgresUrl,
  DATABASE_READ_URL: postgresUrl,
  DATA_DIR: z
    .string()
    .refine((value) => !value.includes('\0'), 'must be a path')
    .default('data'),
  ADMIN_KEY: secret,
  METRICS_KEY: secret,
  WORKERS: wholeNumber(1, 64).optional(),
  RATE_LIMIT: wholeNumber(0, 1_000_000).default(600),
  TRUST_PROXY: trustProxy.default(false),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  PUBLIC_URL: z
    .string()
    .refine(isUrlOf(['http:', 'https:']), 'must be a URL that begins with http:// or https://')
    .refine((value) => !/[?#]/.test(value), 'must be a URL without ? and #')
    // It is shown to everybody.
    .refine((value) => !hasUser(value), 'must be a URL without a user and a password')
    // Whole and escaped, because it is sent in headers.
    .transform((value) => new URL(value).href.replace(/\/+$/, ''))
    .optional(),
})

export type Config = ReturnType<typeof readConfig>

/** Reads every setting; a variable that is set to nothing counts as absent. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env) {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const { data, error } = settings.safeParse(present)
  if (error) throw new ConfigProblem(explain(error.issues))
  if (data.DATABASE_READ_URL && !data.DATABASE_URL)
    throw new ConfigProblem('The setting DATABASE_READ_URL names replicas of the database that DATABASE_URL must name.')
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    readUrl: data.DATABASE_READ_URL,
    dataDirectory: data.DATA_DIR,
    adminKey: data.ADMIN_KEY,
    metricsKey: data.METRICS_KEY,
    workers: data.WORKERS,
    rateLimit: data.RATE_LIMIT,
    trustProxy: data.TRUST_PROXY,
    logLevel: data.LOG_LEVEL,
    publicUrl: data.PUBLIC_URL,
  }
}

function explain(issues: { path: PropertyKey[]; message: string }[]): string {
  const sentences = new Map(issues.map((issue) => [String(issue.path[0]), issue.message]))
  return `${[...sentences].map(([name, sentence]) => `The setting ${name} ${sentence}`).join('; ')}.`
}
