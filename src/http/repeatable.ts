import type { preValidationHookHandler } from 'fastify'
import { z } from 'zod'

/** Makes a list of a parameter that may be repeated but was given once. */
export function repeatParameters(query: z.ZodObject): preValidationHookHandler {
  const names = Object.keys(query.shape).filter((name) => isArray(query.shape[name]))
  return (request, _reply, done) => {
    const given = request.query as Record<string, unknown>
    for (const name of names) if (typeof given[name] === 'string') given[name] = [given[name]]
    done()
  }
}

function isArray(schema: z.core.$ZodType | undefined): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return isArray(schema.unwrap())
  return schema instanceof z.ZodArray
}
