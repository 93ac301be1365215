import { type Example, examples } from './records.ts'

const { agreement, area, domain, meeting, organization, person, region, source, measure } = examples
const at = { source: 'paper', locator: 'para 1' }

/** Records that the others refer to. */
export const around: Example[] = [
  source('notice', { kind: 'web-page', published: '2024-01-02' }),
  source('english', { kind: 'web-page', language: 'en', title: { en: 'Names' }, published: '2025' }),
  region('cn-bj', { name: { en: 'Beijing' } }),
  region('cn-gd', { name: { en: 'Guangdong' } }),
  region('cn', { name: { en: 'The Mainland' }, kind: 'central' }),
  organization('hk-government', { kind: 'government', region: 'cn-hk', name: { en: 'HK Government' } }),
  organization('sh-government', {
    kind: 'government',
    side: 'mainland',
    region: 'cn-sh',
    name: { en: 'SH Government' },
  }),
  domain('racing', { definition: { en: 'Races of horses, excluding betting.', 'zh-Hant': '賽馬，不包括博彩。' } }),
  meeting('two-days', { date: '2024-06-01', endDate: '2024-06-03' }),
  meeting('month', { date: '2024-06' }),
  meeting('counting', { date: '2024-06-01', claims: [{ measure: 'agreements', value: 3, citation: at }] }),
]
/** A rule, and a record in which it finds something; a pair where it takes two. */
export const faults: [string, Example[]][] = [
  [
    'official-without-source',
    [
      agreement('v1', {
        title: { en: 'A', 'zh-Hant': '甲' },
        origins: { 'zh-Hant': 'official' },
        citations: [{ source: 'english' }],
      }),
    ],
  ],
  [
    'official-without-source',
    [
      person('v2', {
        name: { en: 'A', 'zh-Hans': '甲' },
        origins: { 'zh-Hans': 'official' },
        citations: [{ source: 'english' }, { source: 'paper', locator: 'x', fields: ['/posts'] }],
      }),
    ],
  ],
  ['official-without-source', [measure('v3', { title: { en: 'A' }, origins: { en: 'official' } })]],
  [
    'official-without-source',
    [
      meeting('v4', {
        name: { en: 'A meeting' },
        origins: { en: 'official' },
        claims: [{ measure: 'projects', value: 2, citation: { source: 'english' } }],
      }),
    ],
  ],
  [
    'official-without-source',
    [source('v5', { title: { en: 'A', 'zh-Hant': '甲' }, origins: { en: 'official', 'zh-Hant': 'official' } })],
  ],
  [
    'conversion-differs',
    [
      region('v6', {
        name: { 'zh-Hant': '廣州', 'zh-Hans': '广洲' },
        origins: { 'zh-Hant': 'official', 'zh-Hans': 'converted' },
      }),
    ],
  ],
  [
    'conversion-differs',
    [region('v7', { name: { en: 'X', 'zh-Hans': '广州' }, origins: { 'zh-Hans': 'converted', en: 'translated' } })],
  ],
  [
    'conversion-differs',
    [
      region('v8', {
        name: { 'zh-Hant': '廣州', 'zh-Hans': '广州' },
        origins: { 'zh-Hant': 'converted', 'zh-Hans': 'converted' },
      }),
    ],
  ],
  [
    'origins-unfit',
    [region('v9', { name: { en: 'X', 'zh-Hant': '甲' }, origins: { en: 'converted', 'zh-Hant': 'reported' } })],
  ],
  ['script-mixed', [agreement('v10', { title: { 'zh-Hans': '深化滬港合作备忘录' } })]],
  ['script-mixed', [agreement('v11', { title: { en: 'Memorandum 備忘錄' } })]],
  ['script-mixed', [meeting('v12', { place: { 'zh-Hant': '上海国际会议中心' } })]],
  [
    'script-mixed',
    [
      agreement('v12b', {
        signatories: [{ organization: 'hk-health-bureau', side: 'hk', post: { 'zh-Hans': '衞生局局長' } }],
      }),
    ],
  ],
  ['marks-unfit', [agreement('v13', { title: { 'zh-Hans': '「一地两检」安排' } })]],
  ['marks-unfit', [agreement('v14', { title: { 'zh-Hant': '合作備忘錄(2024年)' } })]],
  ['marks-unfit', [agreement('v15', { title: { 'zh-Hant': '金融,貿易' } })]],
  ['marks-unfit', [agreement('v16', { title: { en: 'Memorandum on “co-operation”' } })]],
  ['marks-unfit', [organization('v17', { name: { 'zh-Hant': '衛生局' } })]],
  ['marks-unfit', [area('v18', { name: { 'zh-Hans': "'先行先试'措施" } })]],
  ['marks-unfit', [area('v19', { name: { 'zh-Hans': '２０２４年计划' } })]],
  ['marks-unfit', [area('v20', { name: { en: 'Plan of ２０２４' } })]],
  ['locator-missing', [agreement('v21', { citations: [{ source: 'paper' }] })]],
  ['locator-missing', [meeting('v22', { claims: [{ measure: 'projects', value: 2, citation: { source: 'paper' } }] })]],
  ['name-in-lower-case', [area('v23', { name: { en: 'youth development' } })]],
  ['name-in-lower-case', [agreement('v24', { title: { en: 'memorandum of co-operation' } })]],
  ['name-in-lower-case', [organization('v25', { name: { en: 'the justice bureau of Beijing' } })]],
  ['name-in-lower-case', [area('v26', { name: { en: 'tourism' } })]],
  ['id-numbered', [organization('v27-12', {})]],
  ['ordinal-unfit', [meeting('v28', { ordinal: null, name: { en: 'Ninth Working Meeting' } })]],
  ['ordinal-unfit', [meeting('v29', { ordinal: 3, name: { 'zh-Hans': '沪港合作会议第四次会议' } })]],
  ['ordinal-unfit', [meeting('v30', { ordinal: null, name: { 'zh-Hant': '第二十屆粵港合作聯席會議' } })]],
  ['ordinal-unfit', [meeting('v31', { ordinal: null, name: { en: '21st Plenary of the Conference' } })]],
  ['ordinal-unfit', [meeting('v32', { ordinal: null, name: { en: 'Twenty-first Plenary of the Conference' } })]],
  ['ordinal-unfit', [meeting('v33', { ordinal: null, name: { 'zh-Hant': '首次會議' } })]],
  ['ordinal-unfit', [meeting('v34', { ordinal: null, name: { 'zh-Hant': '滬港合作會議第7次會議' } })]],
  ['announced-only', [agreement('v35', { signedOn: '2024-04-26', citations: [{ source: 'notice' }] })]],
  ['announced-only', [meeting('v36', { date: '2024-03', citations: [{ source: 'notice' }] })]],
  [
    'announced-only',
    [
      meeting('v36b', {
        date: '2024-03',
        citations: [{ source: 'notice' }, { source: 'paper', locator: 'para 2', fields: ['/claims'] }],
      }),
    ],
  ],
  [
    'looks-like-another',
    [
      organization('v37', { name: { en: 'Bureau of Justice of Shanghai' }, side: 'mainland' }),
      organization('v38', { name: { en: 'Shanghai Justice Bureau' }, side: 'mainland' }),
    ],
  ],
  [
    'looks-like-another',
    [
      organization('v39', { name: { 'zh-Hant': '上海市司法局' }, side: 'mainland' }),
      organization('v40', { name: { 'zh-Hans': '上海市司法局' }, side: 'mainland' }),
    ],
  ],
  [
    'looks-like-another',
    [
      person('v41', { name: { en: 'Matthew Cheung', 'zh-Hant': '張建宗' } }),
      person('v42', { name: { en: 'Matthew Cheung Kin-chung' } }),
    ],
  ],
  [
    'looks-like-another',
    [person('v43', { name: { 'zh-Hant': '鄭紅波' } }), person('v44', { name: { 'zh-Hans': '郑红波' } })],
  ],
  [
    'looks-like-another',
    [
      organization('v47', { name: { en: 'Hospital Authority' }, otherNames: [{ name: { en: 'HA' }, kind: 'short' }] }),
      organization('v48', { name: { en: 'The Hospital Authority' } }),
    ],
  ],
  [
    'looks-like-another',
    [person('v48a', { name: { en: 'Dr Ronald Lam' } }), person('v48b', { name: { en: 'Ronald Lam' } })],
  ],
  [
    'looks-like-another',
    [
      source('v48c', { title: { en: 'Annual summary' }, url: 'https://www.gov.example/press/a.htm?fontSize=1' }),
      source('v48d', { title: { en: 'Summary' }, url: 'http://gov.example/press/a.htm?fontSize=1&utm_medium=post#p2' }),
    ],
  ],
  [
    'looks-like-another',
    [
      source('v48e', { title: { en: 'First title' }, url: 'https://gov.example/areas/' }),
      source('v48f', { title: { en: 'Second title' }, url: 'https://m.gov.example/areas/index.html' }),
    ],
  ],
  ['name-describes', [organization('v49', { name: { en: 'Several hospitals of Shanghai' }, side: 'mainland' })]],
  ['name-describes', [organization('v50', { name: { 'zh-Hant': '廣東省有關部門' }, side: 'mainland' })]],
  ['name-describes', [organization('v51', { name: { en: 'Tourism body of Hong Kong' } })]],
  ['name-describes', [organization('v52', { name: { en: 'Pan-PRD governments' } })]],
  ['name-describes', [organization('v53', { name: { en: 'A Guangdong university' } })]],
  ['parent-missing', [organization('v54', { kind: 'task-force' })]],
  ['title-made-up', [source('v55', { title: { en: 'Report of 7 May 2021' }, language: 'en' })]],
  ['title-made-up', [source('v56', { title: { 'zh-Hant': '無題' } })]],
  ['label-is-sentence', [domain('v57', { altLabels: [{ language: 'zh-Hant', label: '應對全球金融海嘯' }] })]],
  [
    'label-is-sentence',
    [domain('v58', { altLabels: [{ language: 'zh-Hant', label: '高水平共建西部陸海新通道,深化陸海雙向開放' }] })],
  ],
  [
    'label-is-sentence',
    [domain('v59', { altLabels: [{ language: 'en', label: 'Improve the management of land crossings' }] })],
  ],
  [
    'label-is-sentence',
    [domain('v59b', { altLabels: [{ language: 'en', label: 'The two sides will deepen finance' }] })],
  ],
  [
    'label-on-two-domains',
    [domain('v60', { name: { en: 'Culture' } }), domain('v61', { altLabels: [{ language: 'en', label: 'Culture' }] })],
  ],
  [
    'label-on-two-domains',
    [
      domain('v62', { altLabels: [{ language: 'zh-Hant', label: '科教' }] }),
      domain('v63', { altLabels: [{ language: 'zh-Hans', label: '科教' }] }),
    ],
  ],
  ['signed-outside-meeting', [agreement('v64', { meeting: 'two-days', signedOn: '2024-06-04' })]],
  ['signed-outside-meeting', [agreement('v65', { meeting: 'two-days', signedOn: '2024-05' })]],
  ['signed-outside-meeting', [agreement('v66', { meeting: 'month', signedOn: '2024-07-01' })]],
  ['day-coarser-than-meeting', [agreement('v67', { signedOn: undefined })]],
  ['day-coarser-than-meeting', [agreement('v68', { signedOn: '2024-04', status: 'in-effect' })]],
  [
    'parties-unfit',
    [
      agreement('v69', {
        signatoriesKnown: 'all',
        parties: ['cn-hk', 'cn-sh'],
        signatories: [{ organization: 'hk-government', side: 'hk' }],
      }),
    ],
  ],
  [
    'parties-unfit',
    [
      agreement('v70', {
        parties: ['cn-hk', 'cn-gd'],
        signatories: [
          { organization: 'hk-government', side: 'hk' },
          { organization: 'sh-government', side: 'mainland' },
        ],
      }),
    ],
  ],
  ['side-unfit', [agreement('v71', { signatories: [{ organization: 'sh-government', side: 'other' }] })]],
  [
    'witness-as-signatory',
    [
      agreement('v72', {
        signatories: [{ organization: 'hk-government', side: 'hk', capacity: { en: 'Witnessed the signing' } }],
      }),
    ],
  ],
  [
    'witness-as-signatory',
    [
      agreement('v72b', {
        signatories: [{ organization: 'hk-government', side: 'hk', capacity: { 'zh-Hans': '监签人' } }],
      }),
    ],
  ],
  [
    'departments-as-governments',
    [
      agreement('v73', {
        title: { 'zh-Hant': '衞生局與上海市衞生健康委員會合作備忘錄' },
        signatories: [
          { organization: 'hk-government', side: 'hk' },
          { organization: 'sh-government', side: 'mainland' },
        ],
      }),
    ],
  ],
  ['count-inferred', [agreement('v74', { meeting: 'counting', signedOn: '2024-06-01', countedBasis: undefined })]],
  [
    'stated-domain-uncited',
    [agreement('v75', { domainBasis: 'stated', citations: [{ source: 'paper', locator: 'x', fields: ['/title'] }] })],
  ],
  ['status-uncited', [agreement('v76', { status: 'in-effect' })]],
  [
    'status-uncited',
    [agreement('v77', { status: 'expired', citations: [{ source: 'paper', locator: 'x', fields: ['/title'] }] })],
  ],
  ['domain-excluded', [area('v78', { name: { 'zh-Hant': '博彩合作' }, domains: ['racing'] })]],
  ['domain-excluded', [agreement('v79', { title: { en: 'Memorandum on betting' }, domains: ['racing'] })]],
  ['domain-of-its-name-missing', [area('v80', { name: { en: 'Banking' }, domains: ['health'] })]],
]
