import { readFileSync } from 'node:fs'
import t from 'tap'
import { ConfigProblem, noSettings, readConfig } from '../src/config.ts'

t.test('settings', async (t) => {
  t.match(readConfig({}), { port: 3000, host: '127.0.0.1', dataDirectory: 'data', rateLimit: 600, trustProxy: false })
  t.match(readConfig({ PORT: '', TRUST_PROXY: '10.0.0.0/8, ::1', PUBLIC_URL: 'https://a.example/' }), {
    port: 3000,
    trustProxy: ['10.0.0.0/8', '::1'],
    publicUrl: 'https://a.example',
  })
  for (const [name, value] of [
    ['PORT', '70000'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://me:secret@host/base'],
    ['ADMIN_KEY', 'secret'],
    ['RATE_LIMIT', '-1'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.0/0'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_URL', 'registry.example'],
    ['PUBLIC_URL', 'https://me:secret@registry.example/'],
  ] as const) {
    t.throws(() => readConfig({ [name]: value }), new ConfigProblem(), name)
    t.throws(() => readConfig({ [name]: value }), { message: new RegExp(`^The setting ${name} must be [^\\n]+\\.$`) })
    t.throws(() => readConfig({ [name]: value }), { message: /^(?!.*secret)/ })
  }
  t.throws(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' }), { message: /PORT [^\n]*LOG_LEVEL/ })
})

t.test('.env.example lists every setting', async (t) => {
  const listed = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
  t.same(listed.sort(), Object.keys(noSettings).sort())
  t.same(readConfig(noSettings), readConfig({}), 'one that is set to nothing is absent')
})
