import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { asYaml, contractOf } from '../http/contract/contract.ts'
import { openPresent } from '../memory/at-position.ts'
import type { Nouns } from '../model/noun.ts'
import type { Registry } from '../read/registry.ts'
import { projectRoot } from '../root.ts'
import { type CommandInput, readWords } from './command.ts'

/** `openapi`: writes the contract as JSON and YAML. */
export async function openapi({ words, nouns, say }: CommandInput): Promise<void> {
  const [folder = fileURLToPath(new URL('openapi/', projectRoot))] = readWords(words, {
    command: 'openapi',
    most: 1,
  }).words
  const json = await printContract(nouns)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'openapi.json'), json)
  await writeFile(join(folder, 'openapi.yaml'), asYaml(json))
  say(`The contract is written to ${folder}.`)
}

/** The contract, in JSON, of a service with default settings. Describing routes reads nothing, so no database is opened. */
export async function printContract(nouns: Nouns): Promise<string> {
  const head = { present: openPresent() }
  const app = await createApp(readConfig({}), { nouns, head } as Registry)
  await app.ready()
  const json = contractOf(app)
  await app.close()
  return json
}
