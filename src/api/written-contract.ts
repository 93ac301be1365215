import { readFile } from 'node:fs/promises'
import type { Contract } from '../http/contract/contract.ts'
import type { Mount } from '../http/mount.ts'
import { projectRoot } from '../root.ts'

/**
 * The contract that `openapi` has written, with the addresses of this service. tests/contract.test.ts holds it to what
 * the routes print.
 */
export function writtenContract({ publicUrl, address }: Mount, exampleAddress: string): Contract {
  const read = async (notation: keyof Contract) => {
    const text = await readFile(new URL(`openapi/openapi.${notation}`, projectRoot), 'utf8')
    if (publicUrl === undefined) return text
    const server = text.replace(/^([ -]*"?url"?: )"?\/"?$/m, (_, name) => name + JSON.stringify(publicUrl))
    // The two headers whose example is an address.
    const example = new RegExp(`^( *"?example"?: "?<?)${exampleAddress}(?=[>"]|$)`, 'gm')
    return server.replace(example, (_, before) => before + address(exampleAddress))
  }
  return { json: () => read('json'), yaml: () => read('yaml') }
}
