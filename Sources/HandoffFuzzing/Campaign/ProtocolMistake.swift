/// A way in which a program does not keep to the lines that it is spoken to with.
///
/// It says nothing of any payload: until it is mended, nothing else can be found out.
public struct ProtocolMistake: Sendable, Hashable {
  /// The permanent name: words joined by hyphens.
  public let name: String
  /// What it did, in a sentence that begins with "it".
  public var what: String
  /// What to write instead, in one sentence.
  public let remedy: String
  /// How many cases have to come before it shows; `nil` where one case alone shows it.
  let casesNeeded: Int?
  /// Whether it may come of some payloads only, and is recognised at once, so that a smaller one can be looked for.
  let isOfPayloads: Bool

  private init(
    _ name: String, _ what: String, remedy: String, casesNeeded: Int? = nil, isOfPayloads: Bool = false
  ) {
    self.name = name
    self.what = what
    self.remedy = remedy
    self.casesNeeded = casesNeeded
    self.isOfPayloads = isOfPayloads
  }
}

extension ProtocolMistake {
  /// Lines on the standard output that are no answers, beside the answers.
  public static func chatter(_ line: String) -> Self {
    Self(
      "chatter", "it writes other lines beside its answers to its standard output: \(line)",
      remedy:
        "write logs to standard error; standard output belongs to the answers, one line for each line that comes in",
      isOfPayloads: true)
  }

  /// One answer over several lines.
  public static func prettyPrinted(_ line: String) -> Self {
    Self(
      "pretty-printed", "it writes one answer over several lines, the first of which is \(line)",
      remedy: "write each answer on one line", isOfPayloads: true)
  }

  /// A line in another encoding.
  public static func notUTF8(_ line: String) -> Self {
    Self(
      "not-utf8", "it wrote \(line), which is not UTF-8", remedy: "write UTF-8, or escape what is not ASCII",
      isOfPayloads: true)
  }

  /// A regular end although more payloads are to come.
  public static func endsEarly(after count: Int) -> Self {
    Self(
      "ends-early",
      "it ends by itself, with status 0, after \(count == 1 ? "its first answer" : "\(count) answers")",
      remedy: "read and answer line after line until standard input ends",
      // Twice, so that the end is seen to be regular.
      casesNeeded: count * 2)
  }

  /// Answers that stay in the program until it ends.
  public static let notFlushed = Self(
    "not-flushed", "it keeps its answer in a buffer: the answer only came when standard input was closed",
    remedy: "flush standard output after each answer")

  /// More than one answer for one payload.
  public static func answersTwice(_ line: String) -> Self {
    Self(
      "answers-twice", "it writes a second answer that nobody asked for: \(line)",
      remedy: "write exactly one line for each line that comes in")
  }

  /// A line that is none of the three answers; `because` says why.
  public static func notAnAnswer(_ line: String, because: String) -> Self {
    Self(
      "not-an-answer", "it wrote \(line), which is \(because)",
      remedy: #"answer with {"accepted": ...}, {"failure": "KIND"} or {"rejected": "WHY"}"#)
  }

  /// A line without an end.
  public static func endless(megabytes: Int) -> Self {
    Self(
      "endless-line", "it wrote more than \(megabytes) MB without ending the line",
      remedy: "end each answer with a line feed")
  }
}
