import { readFileSync } from 'node:fs'

/** The contract as it is written, for tests that go through what it declares; tests/contract.test.ts holds it to the routes. */
export const readContract = () => JSON.parse(readFileSync('openapi/openapi.json', 'utf8'))
