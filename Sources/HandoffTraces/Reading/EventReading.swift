import HandoffContracts
import HandoffSchema

/// Reads the events of a file: of one framework or several, of one run or of several behind each other.
struct EventReading {
  /// The most frameworks whose events are told apart in one file.
  private static let mostReaders = 16

  /// One framework's events.
  private struct Reader {
    var dialect: any EventDialect
    /// The run that events belong to which name none.
    var run: String
    /// Whether something was read of it, and whether it has ended.
    var hasBegun = false
    var isOver = false
  }

  private let file: String
  private var readers: [Reader] = []
  private var last = 0
  private var facts = EventFacts()
  private var count = 0
  /// The runs that were met, in order.
  private(set) var runs: [String] = []
  private var known: Set<String> = []

  init(file: String) { self.file = file }

  /// Whether nothing was read yet.
  var isEmpty: Bool { readers.isEmpty }

  /// Reads one object.
  ///
  /// - Parameters:
  ///   - object: The event.
  ///   - location: Where it stands.
  ///   - body: Gets each fact with its run.
  /// - Returns: The dialect that it is of; `nil` where it is of none.
  mutating func read(
    _ object: JSONObject, at location: SourceLocation?, _ body: (TraceFact, String) -> Void
  ) -> String? {
    guard let index = reader(of: object) else { return nil }
    let reader = readers[index]
    if reader.isOver && !reader.dialect.isEnd(object) || reader.hasBegun && reader.dialect.isBeginning(object)
    {
      renew(index, body)
    }
    facts.advance(to: location)
    let isRead = readers[index].dialect.read(object, into: &facts)
    take(readers[index].run, body)
    guard isRead else { return nil }
    last = index
    readers[index].hasBegun = true
    if readers[index].dialect.isEnd(object) { readers[index].isOver = true }
    return type(of: readers[index].dialect).name
  }

  /// Reads how a run ended, as programs log it; what follows is another one.
  mutating func end(
    failure: String, message: String, at location: SourceLocation?, _ body: (TraceFact, String) -> Void
  ) {
    facts.advance(to: location)
    facts.add(.ended(failure: failure, message: message))
    take(readers.isEmpty ? file : readers[last].run, body)
    if !readers.isEmpty { readers[last].isOver = true }
  }

  /// Ends reading.
  mutating func finish(_ body: (TraceFact, String) -> Void) {
    facts.advance(to: nil)
    for index in readers.indices { finish(index, body) }
  }

  /// The reader of an object: the last one as long as that knows it, or any other that does.
  private mutating func reader(of object: JSONObject) -> Int? {
    if !readers.isEmpty, type(of: readers[last].dialect).recognises(object) { return last }
    if let index = readers.firstIndex(where: { type(of: $0.dialect).recognises(object) }) { return index }
    if readers.count < Self.mostReaders,
      let dialect = EventDialects.all.first(where: { $0.recognises(object) })
    {
      readers.append(Reader(dialect: dialect.init(), run: nextRun()))
      return readers.count - 1
    }
    return readers.isEmpty ? nil : last
  }

  private mutating func nextRun() -> String {
    count += 1
    return count == 1 ? file : "\(file) (\(count))"
  }

  private mutating func renew(_ index: Int, _ body: (TraceFact, String) -> Void) {
    finish(index, body)
    readers[index] = Reader(dialect: type(of: readers[index].dialect).init(), run: nextRun())
  }

  private mutating func finish(_ index: Int, _ body: (TraceFact, String) -> Void) {
    readers[index].dialect.finish(into: &facts)
    take(readers[index].run, body)
  }

  private mutating func take(_ run: String, _ body: (TraceFact, String) -> Void) {
    for (name, fact) in facts.take() {
      let name = name ?? run
      if known.insert(name).inserted { runs.append(name) }
      body(fact, name)
    }
  }
}
