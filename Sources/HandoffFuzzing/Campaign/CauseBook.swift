import HandoffSchema

/// Everything that went wrong in a campaign, kept so that one cause can be told as one.
struct CauseBook: Sendable {
  /// Sightings that are alike in everything but the payload.
  struct Entry: Sendable {
    var kind: Kind
    /// The smallest ones, the smallest first; those that are held at a boundary last.
    var sightings: [Sighting]
    var occurrences: Int
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
      entries.append(Entry(kind: kind, sightings: [kept(sighting, explained)], occurrences: 1))
      return
    }
    entries[position].occurrences += 1
    let (size, isHeld) = (sighting.size, sighting.isHeld)
    let entry = entries[position]
    let place =
      entry.sightings.indices.first { place in
        let other = entry.sightings[place]
        return other.isHeld == isHeld ? other.size > size : other.isHeld
      } ?? entry.sightings.count
    guard place < Self.kept else { return }
    entries[position].sightings.insert(kept(sighting, explained), at: place)
    if entries[position].sightings.count > Self.kept { entries[position].sightings.removeLast() }
  }

  private mutating func kept(_ sighting: Sighting, _ explained: (Sighting) -> Judge.Judgement) -> Sighting {
    contentSize += sighting.size
    var kept = sighting
    kept.judgement = explained(sighting)
    if contentSize > contentLimit { kept.shed() }
    return kept
  }
}
