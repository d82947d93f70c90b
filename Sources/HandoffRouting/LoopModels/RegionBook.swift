import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// The regions of sets of payloads, each worked out once.
struct RegionBook {
  let table: FieldTable
  private var regions: [PayloadSet: PayloadRegion] = [:]
  /// The same of sets of few schemas, which are asked for most.
  private var shortRegions: [UInt64: PayloadRegion] = [:]
  private var offers: [ContractIndex: PayloadRegion?] = [:]
  private var ofSchemas: [Key: PayloadRegion] = [:]

  private struct Key: Hashable {
    var schema: SchemaNumber
    var holds: Bool
    var isOffer: Bool
  }

  init(_ table: FieldTable) {
    self.table = table
  }

  /// The payloads of a set.
  mutating func region(of set: PayloadSet, _ questions: PayloadQuestions) -> PayloadRegion {
    if table.isTrivial, set.within.isEmpty, set.outside.isEmpty { return .everything }
    guard let key = set.shortKey else { return longRegion(of: set, questions) }
    if let known = shortRegions[key] { return known }
    let region = longRegion(of: set, questions)
    shortRegions[key] = region
    return region
  }

  private mutating func longRegion(of set: PayloadSet, _ questions: PayloadQuestions) -> PayloadRegion {
    if let known = regions[set] { return known }
    var region = set.base.map { self.region(of: $0, holds: true, isOffer: true, questions) } ?? .everything
    for schema in set.within {
      region = region.intersection(self.region(of: schema, holds: true, isOffer: false, questions))
    }
    for entry in set.outside {
      var left = PayloadRegion.nothing
      for schema in entry {
        left = left.union(self.region(of: schema, holds: false, isOffer: false, questions))
      }
      region = region.intersection(left)
    }
    region = region.consistent(in: table)
    regions[set] = region
    return region
  }

  /// The payloads of some sets, as a union.
  mutating func region(of sets: [PayloadSet], _ questions: PayloadQuestions) -> PayloadRegion {
    sets.reduce(PayloadRegion.nothing) { $0.union(region(of: $1, questions)) }
  }

  /// What an agent may give as its output; `nil` for anything.
  mutating func offer(of agent: AgentIndex, _ traffic: inout Traffic) -> PayloadRegion? {
    guard let contract = traffic.structure.role(of: agent).contract else { return nil }
    if let known = offers[contract] { return known }
    let number = traffic.questions.sent(.output(contract: contract.rawValue))
    let offer = number.map { region(of: PayloadSet(base: $0), traffic.questions) }
    offers[contract] = .some(offer)
    return offer
  }

  private mutating func region(
    of schema: SchemaNumber, holds: Bool, isOffer: Bool, _ questions: PayloadQuestions
  ) -> PayloadRegion {
    let key = Key(schema: schema, holds: holds, isOffer: isOffer)
    if let known = ofSchemas[key] { return known }
    let region = RegionReader.region(of: questions[schema], holds: holds, isOffer: isOffer, in: table)
    ofSchemas[key] = region
    return region
  }
}

extension PayloadRegion {
  /// The same payloads, where what is in an object stands only where the object is.
  func consistent(in table: FieldTable) -> PayloadRegion {
    PayloadRegion(boxes.map { $0.consistent(in: table) })
  }
}

extension PayloadBox {
  func consistent(in table: FieldTable) -> PayloadBox {
    var box = self
    // A field comes after the one that holds it. Mostly nothing is to be narrowed.
    for field in table.fields.indices.reversed() {
      guard let parent = table.fields[field].parent, let atoms = box.atoms(of: field),
        atoms.isDisjoint(with: table.fields[field].absence)
      else { continue }
      box.narrow(parent, to: table.fields[parent].objects)
    }
    for field in table.fields.indices {
      guard let parent = table.fields[field].parent, let atoms = box.atoms(of: parent),
        atoms.isDisjoint(with: table.fields[parent].objects)
      else { continue }
      box.narrow(field, to: table.fields[field].absence)
    }
    return box
  }
}

/// What an agent's contract lets it do with a field that it keeps, counts or copies.
struct KeepRule {
  /// Whether its output may have something there.
  let hasRoom: Bool
  /// Whether its output may have nothing there.
  let mayLeaveOut: Bool

  init(of field: Int, in offer: PayloadRegion?, _ table: FieldTable) {
    guard let offer else {
      (hasRoom, mayLeaveOut) = (true, true)
      return
    }
    let absence = table.fields[field].absence
    hasRoom = offer.boxes.contains { box in box.atoms(of: field).map { !$0.isSubset(of: absence) } ?? true }
    mayLeaveOut = offer.boxes.contains { box in
      box.atoms(of: field).map { !$0.isDisjoint(with: absence) } ?? true
    }
  }
}
