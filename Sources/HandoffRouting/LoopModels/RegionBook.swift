import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// The regions of sets of payloads, each worked out once.
struct RegionBook {
  let table: FieldTable
  private var regions: [PayloadSet: PayloadRegion] = [:]
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
    guard let contract = traffic.structure.role(of: agent).contract,
      let number = traffic.questions.sent(.output(contract: contract.rawValue))
    else { return nil }
    return region(of: PayloadSet(base: number), traffic.questions)
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
    // A field comes after the one that holds it.
    for field in table.fields.indices.reversed() {
      guard let parent = table.fields[field].parent, let atoms = box.atoms(of: field),
        !table.fields[field].atoms.indices.contains(where: {
          atoms.contains($0) && table.fields[field].atoms[$0] == .absent
        })
      else { continue }
      box = box.intersection(PayloadBox(parent, table.fields[parent].atoms { $0 == .object }))
    }
    for (field, entry) in table.fields.enumerated() {
      guard let parent = entry.parent, let atoms = box.atoms(of: parent),
        !table.fields[parent].atoms.indices.contains(where: {
          atoms.contains($0) && table.fields[parent].atoms[$0] == .object
        })
      else { continue }
      box = box.intersection(PayloadBox(field, entry.atoms { $0 == .absent }))
    }
    return box
  }
}

/// What an agent's contract lets it do with a field that it keeps.
struct KeepRule {
  /// Whether its output may have something there.
  let hasRoom: Bool
  /// Whether its output may have nothing there.
  let mayLeaveOut: Bool

  init(of field: Int, in offer: PayloadRegion?, _ table: FieldTable) {
    let atoms = table.fields[field].atoms
    func allows(_ isMeant: (Atom) -> Bool) -> Bool {
      guard let offer else { return true }
      return offer.boxes.contains { box in
        guard let set = box.atoms(of: field) else { return true }
        return atoms.indices.contains { isMeant(atoms[$0]) && set.contains($0) }
      }
    }
    hasRoom = allows { $0 != .absent }
    mayLeaveOut = allows { $0 == .absent }
  }
}
