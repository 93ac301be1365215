import { z } from 'zod'
import { message } from '../language/messages.ts'

/** The scopes that a key may have; `admin` covers all. */
export const scopes = ['write', 'bulk', 'delete', 'admin'] as const
const scope = z
  .enum(scopes)
  .describe(
    '`write`: single records; `bulk`: batches; `delete`: deletions, in batches too; `admin`: all of these, and keys.',
  )
export type Scope = z.infer<typeof scope>

const label = z.string().trim().min(1).max(200).describe('Whose key it is, or what it is for.')
const granted = z
  .array(scope)
  .min(1)
  .max(scopes.length)
  .refine(
    (list) => new Set(list).size === list.length,
    message('names a scope twice', '重複列出同一權限', '重复列出同一权限'),
  )
const instant = z.iso.datetime({ offset: true })

export const keyRequest = z
  .strictObject({
    label,
    scopes: granted,
    expiresAt: instant
      .refine(
        (at) => Date.parse(at) > Date.now(),
        message('must lie in the future', '須為將來的時刻', '须为将来的时刻'),
      )
      .nullable()
      .default(null)
      .describe('When it stops working; null: never.'),
  })
  .meta({ id: 'KeyRequest', examples: [{ label: 'Nightly import', scopes: ['bulk'], expiresAt: null }] })
export type KeyRequest = z.infer<typeof keyRequest>

const keyId = z
  .string()
  .regex(
    /^[0-9a-z]{8}$/,
    message('must be 8 lower-case letters and digits', '須為 8 個小寫字母或數字', '须为 8 个小写字母或数字'),
  )
export const keyParams = z.strictObject({
  id: keyId.describe('The part of the key that may be told.').meta({ example: '0abcdefg' }),
})

const at = instant.nullable()
export const writerKey = z
  .strictObject({
    id: keyId.describe('The part of the key that may be told; the history names writers by it, as `key:<id>`.'),
    label,
    scopes: granted,
    createdAt: instant,
    createdBy: z.string().describe('Who made it: `admin`, `command` or `key:<id>`.'),
    expiresAt: at,
    revokedAt: at,
    lastUsedAt: at.describe('To within a minute.'),
  })
  .meta({ id: 'Key', description: 'A key of a writer, without its secret.' })
export type WriterKey = z.infer<typeof writerKey>

export const newKey = z
  .strictObject({ ...writerKey.shape, key: z.string().describe('The key itself. It is shown this once.') })
  .meta({ id: 'NewKey', description: 'A new key with its secret.' })

export const keyList = z
  .strictObject({ data: z.array(writerKey) })
  .meta({ id: 'KeyList', description: 'All keys, the newest first.' })
