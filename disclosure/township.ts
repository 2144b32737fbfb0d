// A township, its villages and villager groups, and whom a villager may call.
import { z } from 'zod'

const name = z.string().min(1).max(40)
const digits = z.string().regex(/^[0-9-]{3,20}$/)

export const Hotline = z.strictObject({ body: name, phone: digits, handles: z.string().max(60).optional() })
export type Hotline = z.infer<typeof Hotline>

export const ServiceWindow = z.strictObject({
  no: z.number().int().positive(),
  name,
  handles: z.string().max(200),
  phone: digits.optional(),
})
export type ServiceWindow = z.infer<typeof ServiceWindow>

export const Village = z.strictObject({
  /** 12-digit 行政区划代码; identity. The name is unique within a township and is what people use. */
  code: z.string().regex(/^\d{12}$/),
  name,
  /** Written by the pack builder, with heteronyms right (曾 zeng, 长岭 changling): the kiosk never guesses. */
  pinyin: z.string(),
  initials: z.string(),
  groups: z.array(z.number().int().positive()),
  households: z.number().int().nonnegative(),
  population: z.number().int().nonnegative(),
  hotlines: z.array(Hotline),
})
export type Village = z.infer<typeof Village>

export const Township = z.strictObject({
  /** 6-digit to 9-digit 行政区划代码. */
  code: z.string().regex(/^\d{6,9}$/),
  name,
  county: z.string().max(40).optional(),
  address: z.string().max(80).optional(),
  officeHours: z.string().max(80).optional(),
  hotlines: z.array(Hotline),
  windows: z.array(ServiceWindow),
  villages: z.array(Village).min(1).max(500),
})
export type Township = z.infer<typeof Township>
