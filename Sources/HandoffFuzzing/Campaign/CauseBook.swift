import HandoffSchema

/// Everything that went wrong in a campaign, kept so that one cause can be told as one.
struct CauseBook: Sendable {
  /// Sightings that are alike in everything but the payload.
  struct Entry: Sendable {
    var kind: Kind
    /// The smallest ones, the smallest first; those that are held at a boundary last.
    private(set) var sightings: [Sighting]
    /// What they are ordered by, apart from them: most of what is met is compared and not kept.
    fileprivate private(set) var ranks: [Rank]
    var occurrences: Int

    fileprivate init(kind: Kind, first sighting: Sighting) {
      (self.kind, sightings, ranks, occurrences) = (kind, [sighting], [Rank(sighting)], 1)
    }

    fileprivate mutating func insert(_ sighting: Sighting, _ rank: Rank, at place: Int) {
      sightings.insert(sighting, at: place)
      ranks.insert(rank, at: place)
    }

    fileprivate mutating func removeLast() {
      sightings.removeLast()
      ranks.removeLast()
    }
  }

  /// How well a sighting shows what is wrong; the best comes first.
  fileprivate struct Rank: Sendable, Comparable {
    var isHeld: Bool
    var size: Int

    init(_ sighting: Sighting) { (isHeld, size) = (sighting.isHeld, sighting.size) }

    static func < (one: Rank, other: Rank) -> Bool {
      one.isHeld == other.isHeld ? one.size < other.size : other.isHeld
    }
  }

  /// What tells sightings apart.
  struct Kind: Sendable, Hashable {
    var failureClass: FailureClass
    var operation: MutationOperator?
    var member: ExactString?
    var place: ExactString
    var standing: Judge.Standing
  }

  /// The most sightings of one kind that are kept: one of them may be bad luck.
  private static let kept = 3
  /// The most kinds that are kept.
  private static let kindLimit = 4_096
  /// The most bytes of contents that are kept; of further ones only the numbers are, to make them from again.
  static let usualContentLimit = 16_000_000

  private let contentLimit: Int
  private(set) var entries: [Entry] = []
  private var index: [Kind: Int] = [:]
  /// The bytes of contents that were kept, those included that have since given way to smaller ones.
  private var contentSize = 0
  /// How many sightings were of one kind too many.
  private(set) var unreported = 0
  /// How many payloads that must not be taken were tried, and how many of them were refused.
  private(set) var brokenTried = 0
  private(set) var brokenRefused = 0

  /// How many sightings were taken in.
  private(set) var count = 0

  init(contentLimit: Int = usualContentLimit) { self.contentLimit = contentLimit }

  /// Notes what became of a payload that the consumer must not take for a result.
  mutating func noteBroken(isRefused: Bool) {
    brokenTried += 1
    if isRefused { brokenRefused += 1 }
  }

  /// Takes a sighting in.
  ///
  /// - Parameters:
  ///   - sighting: The sighting, with a brief judgement.
  ///   - explained: Gives the whole judgement of a sighting that is kept.
  mutating func add(_ sighting: Sighting, explained: (Sighting) -> Judge.Judgement) {
    count += 1
    let kind = Kind(
      failureClass: sighting.judgement.failureClass, operation: sighting.built.mutation?.operation,
      member: sighting.member.map { ExactString($0) }, place: ExactString(sighting.judgement.place),
      standing: sighting.standing)
    guard let position = index[kind] else {
      guard entries.count < Self.kindLimit else {
        unreported += 1
        return
      }
      index[kind] = entries.count
      entries.append(Entry(kind: kind, first: kept(sighting, explained)))
      return
    }
    entries[position].occurrences += 1
    let rank = Rank(sighting)
    let place = entries[position].ranks.firstIndex { rank < $0 } ?? entries[position].ranks.count
    guard place < Self.kept else { return }
    entries[position].insert(kept(sighting, explained), rank, at: place)
    if entries[position].sightings.count > Self.kept { entries[position].removeLast() }
  }

  private mutating func kept(_ sighting: Sighting, _ explained: (Sighting) -> Judge.Judgement) -> Sighting {
    contentSize += sighting.size
    var kept = sighting
    kept.judgement = explained(sighting)
    if contentSize > contentLimit { kept.shed() }
    return kept
  }
}
