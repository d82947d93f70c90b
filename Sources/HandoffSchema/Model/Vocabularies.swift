/// A set of vocabularies of 2020-12; those of 2019-09 are counted among them.
struct Vocabularies: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  static let core = Vocabularies(rawValue: 1)
  static let applicator = Vocabularies(rawValue: 2)
  static let unevaluated = Vocabularies(rawValue: 4)
  static let validation = Vocabularies(rawValue: 8)
  static let format = Vocabularies(rawValue: 16)
  static let content = Vocabularies(rawValue: 32)
  static let metadata = Vocabularies(rawValue: 64)
  static let all = Vocabularies(rawValue: 127)
}
