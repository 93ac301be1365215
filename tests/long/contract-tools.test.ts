import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'

t.test('the committed contract', async (t) => {
  execFileSync('node_modules/.bin/redocly', ['lint', 'openapi/openapi.json'], { stdio: 'ignore' })
  t.pass('is clean under the recommended rules')

  const folder = mkdtempSync(join(tmpdir(), 'registry-types-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  execFileSync('node_modules/.bin/openapi-typescript', ['openapi/openapi.json', '-o', join(folder, 'api.ts')], {
    stdio: 'ignore',
  })
  writeFileSync(
    join(folder, 'use.ts'),
    `import type { components } from './api.js'\nexport const status: components['schemas']['Agreement']['status'] = 'signed'\n`,
  )
  execFileSync('node_modules/typescript/bin/tsc', [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    join(folder, 'use.ts'),
  ])
  t.pass('gives types that compile')
})
