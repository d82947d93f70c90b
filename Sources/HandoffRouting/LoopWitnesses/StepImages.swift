import HandoffContracts
import HandoffTraffic

/// What becomes of payloads on a way, forward: what is sent of what was received, and what then arrives.
///
/// Nothing is lost: every payload that can be sent is in one of the boxes. Where several fields are copied from one it may be
/// that a box holds more.
struct StepImages {
  let table: FieldTable
  private let effects: @Sendable (AgentIndex) -> PayloadEffects

  /// Into more boxes than this what is received is not taken apart for the sake of fields that are copied.
  private static let splitLimit = 64

  init(_ table: FieldTable, effects: @escaping @Sendable (AgentIndex) -> PayloadEffects) {
    self.table = table
    self.effects = effects
  }

  /// What may be sent on a way of something that was received within a box.
  func sent(
    of received: PayloadBox, by way: LoopWay, _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> [PayloadBox] {
    let region = way.sets.map { book.region(of: $0, traffic.questions) } ?? .unknown
    let images: [PayloadBox]
    switch way.origin {
    case .anew: return region.boxes
    case .received: images = [received]
    case .output:
      let offer = book.offer(of: way.sender, &traffic)
      images = self.images(of: received, by: effects(way.sender), offer)
    }
    return region.boxes.flatMap { box in images.map { box.intersection($0).consistent(in: table) } }
      .filter { !$0.isEmpty }
  }

  /// What arrives of something that is sent within a box.
  ///
  /// - Parameters:
  ///   - sent: What is sent.
  ///   - way: The way.
  ///   - companions: What the other branches of a join that merges bring; `nil` for all that they ever may.
  ///   - book: The regions of payload sets.
  ///   - traffic: What travels.
  /// - Returns: What arrives, as a union.
  func arriving(
    _ sent: PayloadBox, by way: LoopWay, beside companions: PayloadRegion? = nil,
    _ book: inout RegionBook, _ traffic: inout Traffic
  ) -> [PayloadBox] {
    switch way.arrival {
    case .whole: [sent]
    case .fresh(let sets): book.region(of: sets, traffic.questions).boxes
    case .merged(let sets):
      (companions ?? book.region(of: sets, traffic.questions)).boxes.map { sent.merged(with: $0, in: table) }
        .filter { !$0.isEmpty }
    }
  }

  private func images(
    of received: PayloadBox, by effect: PayloadEffects, _ offer: PayloadRegion?
  ) -> [PayloadBox] {
    if effect.forgetsEverything { return [.everything] }
    var images: [PayloadBox] = []
    for part in parts(of: received, for: effect) {
      var image = PayloadBox.everything
      image.isFree = received.isFree
      let kept = part.limits.map(\.field).filter {
        effect.change(of: table.fields[$0].pointer) == .keep
      }
      for field in writtenFields(effect) + kept {
        guard let atoms = self.image(of: field, part, effect, offer) else { continue }
        image = image.intersection(PayloadBox(field, atoms))
      }
      images.append(image)
    }
    return images
  }

  /// The fields that an agent adds to or copies something to.
  private func writtenFields(_ effect: PayloadEffects) -> [Int] {
    let added = effect.adds.keys.compactMap { table.number(of: $0) }
    let copied = effect.copies.isEmpty ? [] : table.fields.indices.filter { source(of: $0, effect) != nil }
    return (added + copied).sorted()
  }

  /// The field from which an agent takes the value of another one.
  private func source(of field: Int, _ effect: PayloadEffects) -> Int? {
    guard case .copy(let pointer) = effect.change(of: table.fields[field].pointer),
      let source = table.number(of: pointer),
      table.fields[source].atoms.count == table.fields[field].atoms.count
    else { return nil }
    return source
  }

  /// What a field may hold afterwards; `nil` for anything.
  private func image(
    of field: Int, _ received: PayloadBox, _ effect: PayloadEffects, _ offer: PayloadRegion?
  ) -> AtomSet? {
    let rule = KeepRule(of: field, in: offer, table)
    guard rule.hasRoom else { return nil }
    guard case .add(let amount) = effect.change(of: table.fields[field].pointer) else {
      let held = received.atoms(of: source(of: field, effect) ?? field)
      let absent = table.fields[field].atoms.firstIndex(of: .absent)
      // Where its contract demands something and it received nothing, the agent puts something there.
      if !rule.mayLeaveOut, let absent, held?.contains(absent) ?? true { return nil }
      return held
    }
    let before = received.atoms(of: field) ?? table.fields[field].all
    var after = AtomSet(count: table.fields[field].atoms.count)
    for atom in table.fields[field].atoms.indices where before.contains(atom) {
      for sum in table.sums(of: atom, in: field, adding: amount) { after.insert(sum) }
    }
    return after
  }

  /// A box in parts in each of which the fields that are copied hold values of one class.
  private func parts(of box: PayloadBox, for effect: PayloadEffects) -> [PayloadBox] {
    guard !effect.copies.isEmpty else { return [box] }
    var parts = [box]
    for source in Set(table.fields.indices.compactMap { source(of: $0, effect) }).sorted() {
      let held = box.atoms(of: source) ?? table.fields[source].all
      let atoms = table.fields[source].atoms.indices.filter { held.contains($0) }
      guard parts.count * atoms.count <= Self.splitLimit else { return [box] }
      parts = parts.flatMap { part in
        atoms.map { atom in
          var one = AtomSet(count: table.fields[source].atoms.count)
          one.insert(atom)
          return part.intersection(PayloadBox(source, one))
        }
      }
    }
    return parts
  }
}

extension PayloadBox {
  /// One object with the members of something within this box and of something within another one.
  func merged(with other: PayloadBox, in table: FieldTable) -> PayloadBox {
    var result = PayloadBox.everything
    result.isFree = isFree || other.isFree
    for field in Set((limits + other.limits).map(\.field)).sorted() {
      let all = table.fields[field].all
      let (own, others) = (atoms(of: field) ?? all, other.atoms(of: field) ?? all)
      let absent = table.fields[field].atoms.firstIndex(of: .absent)
      // What two bring must be the same.
      var kept = own
      if absent.map({ !others.contains($0) }) ?? true { kept.formIntersection(others) }
      if let absent {
        kept.remove(absent)
        if own.contains(absent) { kept.formUnion(others) }
      }
      result = result.intersection(PayloadBox(field, kept))
    }
    return result.consistent(in: table)
  }

  /// What of this box is in none of some others, as boxes; more where there would be too many of them.
  func subtracting(_ others: [PayloadBox], in table: FieldTable) -> [PayloadBox] {
    var left = [self]
    for other in others {
      var next: [PayloadBox] = []
      for box in left { next += box.subtracting(other, in: table) }
      guard next.count <= Self.pieceLimit else { return left }
      left = next
    }
    return left
  }

  private static let pieceLimit = 64

  private func subtracting(_ other: PayloadBox, in table: FieldTable) -> [PayloadBox] {
    if intersection(other).isEmpty { return [self] }
    var (left, rest) = ([] as [PayloadBox], self)
    for limit in other.limits {
      var outside = rest.atoms(of: limit.field) ?? table.fields[limit.field].all
      for atom in table.fields[limit.field].atoms.indices where limit.atoms.contains(atom) {
        outside.remove(atom)
      }
      if !outside.isEmpty {
        left.append(rest.intersection(PayloadBox(limit.field, outside)).consistent(in: table))
      }
      rest = rest.intersection(PayloadBox(limit.field, limit.atoms))
    }
    return left.filter { !$0.isEmpty }
  }
}
