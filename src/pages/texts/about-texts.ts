import { type Texts, texts } from '../../language/texts.ts'

export interface Chapter {
  id: string
  heading: Texts
  /** Paragraphs, or words with what they mean. */
  paragraphs?: Texts[]
  terms?: [term: Texts, meaning: Texts][]
}

/** Explains the words of the pages. */
export const about: { title: Texts; chapters: Chapter[] } = {
  title: texts('About the registry', '關於本登記冊', '关于本登记册'),
  chapters: [
    {
      id: 'what',
      heading: texts('What it is', '本登記冊是甚麼', '本登记册是什么'),
      paragraphs: [
        texts(
          'The registry gathers, from public sources, what Hong Kong and the Mainland’s regions have agreed. It repeats what the sources say and names each of them. It is not the text of any agreement, and it gives no legal advice.',
          '本登記冊根據公開來源，彙集香港與內地各地區議定的內容，轉述來源的說法並逐一註明出處。登記冊並非任何協議的文本，亦不構成法律意見。',
          '本登记册根据公开来源，汇集香港与内地各地区议定的内容，转述来源的说法并逐一注明出处。登记册并非任何协议的文本，也不构成法律意见。',
        ),
        texts(
          'What it does not have may still exist. Sources are read up to a certain day, and many documents were never published.',
          '登記冊沒有收錄，不等於並無其事：來源只查閱至某一日期，而且不少文件從未公開。',
          '登记册没有收录，不等于并无其事：来源只查阅至某一日期，而且不少文件从未公开。',
        ),
      ],
    },
    {
      id: 'status',
      heading: texts('Where a document stands', '文件的狀態', '文件的状态'),
      terms: [
        [
          texts('Announced', '已公布', '已公布'),
          texts(
            'A source says that it will be signed or was agreed; no source says that it was signed.',
            '來源表示將會簽署或已議定，但沒有來源表示已經簽署。',
            '来源表示将会签署或已议定，但没有来源表示已经签署。',
          ),
        ],
        [
          texts('Signed', '已簽署', '已签署'),
          texts(
            'A source says that it was signed. This says nothing of whether it is in force.',
            '來源表示已經簽署；是否生效則不得而知。',
            '来源表示已经签署；是否生效则不得而知。',
          ),
        ],
        [
          texts('In effect', '生效中', '生效中'),
          texts(
            'A source says that it is in effect. The registry never concludes so from the signing.',
            '來源表示現正生效。登記冊不會因文件已簽署而推定為生效。',
            '来源表示现正生效。登记册不会因文件已签署而推定为生效。',
          ),
        ],
        [
          texts('Expired, terminated, superseded', '已屆滿、已終止、已被取代', '已届满、已终止、已被取代'),
          texts(
            'Its last day has passed, it was ended, or another document took its place.',
            '文件的有效期已過、已被終止，或已由另一文件取代。',
            '文件的有效期已过、已被终止，或已由另一文件取代。',
          ),
        ],
      ],
    },
    {
      id: 'numbers',
      heading: texts('Declared and itemised', '公布數目與逐項列明', '公布数目与逐项列明'),
      terms: [
        [
          texts('Declared', '公布', '公布'),
          texts(
            'A source gives a number: “20 documents were signed”. The number is kept with its source, also where two sources differ.',
            '來源提供一個數目，例如「簽署 20 份文件」。數目連同出處一併記錄；來源之間說法不一時，兩者均予保留。',
            '来源提供一个数目，例如“签署 20 份文件”。数目连同出处一并记录；来源之间说法不一时，两者均予保留。',
          ),
        ],
        [
          texts('Itemised', '列明', '列明'),
          texts(
            'A source names the document, so that it has a record of its own.',
            '來源指明個別文件，因此該文件有獨立的記錄。',
            '来源指明个别文件，因此该文件有独立的记录。',
          ),
        ],
        [
          texts('At least', '至少', '至少'),
          texts(
            'The registry lists fewer than sources declare, so that the true number is at least the declared one.',
            '登記冊所列少於來源公布的數目，因此實際數目至少為公布的數目。',
            '登记册所列少于来源公布的数目，因此实际数目至少为公布的数目。',
          ),
        ],
      ],
    },
    {
      id: 'unknown',
      heading: texts('What is not known', '不詳之處', '不详之处'),
      terms: [
        [
          texts('No source read so far says', '已查閱的來源均未提及', '已查阅的来源均未提及'),
          texts(
            'The answer exists, and the registry does not know it. It is neither a yes nor a no.',
            '事實存在，但登記冊未能得知；既非「是」，亦非「否」。',
            '事实存在，但登记册未能得知；既非“是”，也非“否”。',
          ),
        ],
        [
          texts('Undetermined', '未能確定', '未能确定'),
          texts(
            'A record of which it is not known whether it fits a filter. It is neither counted as fitting nor as not fitting.',
            '未能得知是否符合篩選條件的記錄；既不計作符合，亦不計作不符合。',
            '未能得知是否符合筛选条件的记录；既不计作符合，也不计作不符合。',
          ),
        ],
        [
          texts('A date in part', '不完整的日期', '不完整的日期'),
          texts(
            'A year or a month alone is as much as the source says. It is never filled up.',
            '只有年份或年月，即來源僅提及至此；登記冊不會補足。',
            '只有年份或年月，即来源仅提及至此；登记册不会补足。',
          ),
        ],
      ],
    },
    {
      id: 'words',
      heading: texts('Whose words', '用語的來歷', '用语的来历'),
      terms: [
        [
          texts('official wording', '官方文本', '官方文本'),
          texts('As an official text has it.', '與官方文本一致。', '与官方文本一致。'),
        ],
        [
          texts('as reported', '報道用語', '报道用语'),
          texts('As a source paraphrases it.', '來源的轉述。', '来源的转述。'),
        ],
        [
          texts('translated by the registry', '由本登記冊翻譯', '由本登记册翻译'),
          texts('No source has it in this language.', '沒有來源以此語文表述。', '没有来源以此语文表述。'),
        ],
        [
          texts('script converted by the registry', '由本登記冊作繁簡轉換', '由本登记册作繁简转换'),
          texts(
            'The same Chinese words in the other script.',
            '以另一種字體表示的相同中文字句。',
            '以另一种字体表示的相同中文字句。',
          ),
        ],
      ],
    },
  ],
}

/** How the record is corrected. */
export const editors: { title: Texts; chapters: Chapter[] } = {
  title: texts('For editors', '編者指引', '编者指南'),
  chapters: [
    {
      id: 'how',
      heading: texts('How the record is corrected', '如何更正記錄', '如何更正记录'),
      paragraphs: [
        texts(
          'A correction changes one or more records through the API, with a key that its administrator gives out. Each change carries the version that it is based on and a reason, and the reason stands in the history of the record for everybody to read.',
          '更正須經 API 進行，並使用管理員發出的金鑰。每次更正須註明所依據的版本及原因；原因會載於該記錄的修訂記錄，供所有人查閱。',
          '更正须通过 API 进行，并使用管理员发放的密钥。每次更正须注明所依据的版本及原因；原因会载于该记录的修订记录，供所有人查阅。',
        ),
        texts(
          'Many records are changed together by a batch, which is done as a whole or not at all. A trial run tells everything that would be wrong and writes nothing.',
          '多項記錄可以批次方式一併更改：要麼全部完成，要麼全部不作更改。試行模式會列出所有問題而不寫入任何資料。',
          '多项记录可以批量方式一并更改：要么全部完成，要么全部不作更改。试运行模式会列出所有问题而不写入任何数据。',
        ),
      ],
    },
    {
      id: 'rules',
      heading: texts('What a record must keep to', '記錄的要求', '记录的要求'),
      paragraphs: [
        texts(
          'Every fact names its source and, where there is one, the paragraph. Where another source gives another value, both are kept: the one that the registry prefers in the field, the other beside it as an alternative.',
          '每項事實均須註明來源，如有段落則一併註明。另一來源的說法不同時，兩者均予保留：登記冊採納的一項載於該欄，另一項列為其他說法。',
          '每项事实均须注明来源，如有段落则一并注明。另一来源的说法不同时，两者均予保留：登记册采纳的一项载于该栏，另一项列为其他说法。',
        ),
        texts(
          'Dates keep the precision of the source. What is not known is left empty, and nothing is guessed. Words say where they come from: official, reported, translated or converted.',
          '日期保留來源的精確程度；不詳之處留空，不作猜測。用語須說明來歷：官方文本、報道用語、翻譯或繁簡轉換。',
          '日期保留来源的精确程度；不详之处留空，不作猜测。用语须说明来历：官方文本、报道用语、翻译或繁简转换。',
        ),
      ],
    },
    {
      id: 'where',
      heading: texts('Where to begin', '從何入手', '从何入手'),
      paragraphs: [
        texts(
          'The page of what is missing lists facts without a source, documents without a successor, meetings of which documents are missing, and whatever the data checks find.',
          '「尚欠資料」頁列出未有註明出處的資料、未見後續的文件、文件尚未齊全的會議，以及資料檢查發現的各項問題。',
          '“尚缺资料”页列出未注明出处的资料、未见后续的文件、文件尚未齐全的会议，以及数据检查发现的各项问题。',
        ),
      ],
    },
  ],
}
