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

const host = z
  .string()
  .max(255)
  .regex(/^[\w.:%-]+$/, 'must be a host name or an address')

const folder = z.string().refine((value) => !value.includes('\0'), 'must be a path')

const publicUrl = z
  .string()
  .refine(isUrlOf(['http:', 'https:']), 'must be a URL that begins with http:// or https://')
  .refine((value) => !/[?#]/.test(value), 'must be a URL without ? and #')
  // It is shown to everybody.
  .refine((value) => !hasUser(value), 'must be a URL without a user and a password')
  // Whole and escaped, because it is sent in headers.
  .transform((value) => new URL(value).href.replace(/\/+$/, ''))
  .optional()

/** Each setting: the variable that holds it, and what that may say. */
const settings = {
  port: ['PORT', wholeNumber(0, 65_535).default(3000)],
  host: ['HOST', host.default('127.0.0.1')],
  databaseUrl: ['DATABASE_URL', postgresUrl],
  readUrl: ['DATABASE_READ_URL', postgresUrl],
  dataDirectory: ['DATA_DIR', folder.default('data')],
  adminKey: ['ADMIN_KEY', secret],
  metricsKey: ['METRICS_KEY', secret],
  workers: ['WORKERS', wholeNumber(1, 64).optional()],
  rateLimit: ['RATE_LIMIT', wholeNumber(0, 1_000_000).default(600)],
  trustProxy: ['TRUST_PROXY', trustProxy.default(false)],
  logLevel: ['LOG_LEVEL', z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info')],
  publicUrl: ['PUBLIC_URL', publicUrl],
} as const satisfies Record<string, readonly [variable: string, schema: z.ZodType]>

export type Config = { [Name in keyof typeof settings]: z.output<(typeof settings)[Name][1]> }

/** An environment in which every setting is absent, whatever the shell has for another service. */
export const noSettings = Object.fromEntries(Object.values(settings).map(([variable]) => [variable, '']))

/** Reads every setting; a variable that is set to nothing counts as absent. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const read: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, [variable, schema]] of Object.entries(settings)) {
    const { data, error } = schema.safeParse(environment[variable] || undefined)
    if (error) problems.push(`The setting ${variable} ${error.issues.at(-1)?.message}.`)
    read[name] = data
  }
  if (problems.length > 0) throw new ConfigProblem(problems.join(' '))
  const config = read as Config
  if (config.readUrl && !config.databaseUrl)
    throw new ConfigProblem('The setting DATABASE_READ_URL names replicas of the database that DATABASE_URL must name.')
  return config
}
