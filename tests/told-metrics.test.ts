import { readFileSync } from 'node:fs'
import t from 'tap'
import { testApp } from './support/app.ts'

t.test('docs/running.md tells every metric', async (t) => {
  const { app } = await testApp(t)
  const { body } = await app.inject('/metrics')
  const names = [...body.matchAll(/^# HELP (\S+)/gm)].map(([, name = '']) => name)
  const told = [...readFileSync('docs/running.md', 'utf8').matchAll(/`([a-z]+_[a-z_*]+)`/g)].map(
    ([, name = '']) => new RegExp(`^${name.replaceAll('*', '\\w+')}$`),
  )
  t.same(
    names.filter((name) => !told.some((pattern) => pattern.test(name))),
    [],
  )
  t.ok(names.length > 20)
  t.notOk(
    names.some((name) => /active_(handles|requests)/.test(name)),
    'nothing makes Node list its handles, which may abort the process',
  )
})
