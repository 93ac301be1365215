import { z } from 'zod'
import { message } from '../language/messages.ts'

// JSON Pointers, RFC 6901, to what stands within a value.

/** A pointer that a client gives; the example is for who gives something else. */
export function jsonPointer(example: string) {
  const words = [
    `must be a JSON Pointer such as ${example}`,
    `須為 JSON Pointer，例如 ${example}`,
    `须为 JSON Pointer，例如 ${example}`,
  ] as const
  return z
    .string()
    .max(200)
    .regex(/^(\/([^~/]|~[01])+)+$/, message(...words))
}

export function pointerOf(steps: readonly PropertyKey[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

export function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

export function valueAt(value: unknown, steps: readonly PropertyKey[]): unknown {
  return steps.reduce<unknown>(
    (whole, step) =>
      typeof whole === 'object' && whole !== null && Object.hasOwn(whole, step)
        ? (whole as Record<PropertyKey, unknown>)[step]
        : undefined,
    value,
  )
}
