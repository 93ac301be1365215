import { type Example, examples } from './records.ts'

const { agreement, area, domain, meeting, organization, person, source } = examples

const calm = (id: string, fields: object) => agreement(id, { domainBasis: 'inferred', ...fields })
/** Records that resemble faulty ones. */
export const sound: Example[] = [
  organization('s1', { name: { en: 'Department of Health', 'zh-Hant': '衞生署' }, kind: 'other' }),
  organization('s2', {
    name: { en: 'Department of Health of Guangdong' },
    kind: 'other',
    side: 'mainland',
    region: 'cn-gd',
  }),
  person('s3', { name: { en: 'Chan Ming', 'zh-Hant': '陳明' } }),
  person('s4', { name: { en: 'Chan Ming', 'zh-Hant': '陳銘' } }),
  meeting('s5', { ordinal: null, name: { en: 'Forum of the Fourth Quarter (Third Session)' } }),
  meeting('s6', { ordinal: null, name: { 'zh-Hant': '二十周年紀念活動' } }),
  area('s7', { name: { 'zh-Hans': '“一带一路”与5G', 'zh-Hant': '「一帶一路」與5G' } }),
  area('s8', { name: { 'zh-Hant': '創科、金融（2024-2026年）' } }),
  area('s9', { name: { en: 'iPhone repair' } }),
  area('s10', { name: { en: 'eBRAM' } }),
  organization('s11', { name: { en: 'Education Bureau' }, kind: 'other' }),
  calm('s12', { title: { en: "St John's memorandum: 2.5 years", 'zh-Hant': 'A.B.及5.0版計劃' } }),
  area('s13', { name: { en: 'Horse races' }, domains: ['racing'] }),
  calm('s14', { meeting: 'two-days', signedOn: '2024-06-03' }),
  calm('s15', { meeting: 'two-days', signedOn: '2024-06' }),
  calm('s16', { signedOn: '2024', status: 'announced' }),
  calm('s17', { parties: ['cn-hk', 'cn'], signatories: [{ organization: 'sh-government', side: 'mainland' }] }),
  organization('s18', { name: { en: 'Anti-Doping Organization' }, kind: 'other' }),
  organization('s19', { name: { en: 'Hong Kong University of Science and Technology' }, kind: 'university' }),
  domain('s20', {
    name: { en: 'Climate', 'zh-Hant': '氣候變化' },
    altLabels: [
      { language: 'zh-Hant', label: '應對氣候變化' },
      { language: 'en', label: 'Training of civil servants' },
    ],
  }),
  source('s21', { title: { en: 'Report on the work of the government' }, language: 'en' }),
  source('s21a', { title: { en: 'Plan of one side' }, language: 'en', url: 'https://app.example/#/news/1' }),
  source('s21b', { title: { en: 'Plan of the other side' }, language: 'en', url: 'https://app.example/#/news/2' }),
  source('s21c', { title: { en: 'Plan of both sides' }, language: 'en', url: 'https://app.example/?page=2' }),
  calm('s22', {
    title: { en: 'Memorandum of the Security Bureau' },
    signatories: [{ organization: 'hk-health-bureau', side: 'hk' }],
  }),
  organization('s23', {
    name: { en: 'X', 'zh-Hant': '甲' },
    origins: { en: 'official', 'zh-Hant': 'official' },
    kind: 'other',
    citations: [
      { source: 'english', fields: ['/name/en'] },
      { source: 'paper', locator: 'x', fields: ['/name/zh-Hans', '/kind'] },
    ],
  }),
]
