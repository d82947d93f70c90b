import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// Makes the model of one loop.
struct LoopModelBuilder {
  /// A field with more classes than this in one loop is not followed.
  static let classLimit = 64

  /// Why there is no model.
  struct TooManyClasses: Error {
    var field: JSONPointer
  }

  private let table: FieldTable
  private let effects: [PayloadEffects]
  /// For each agent the number of its effects.
  private let effectOf: [Int32]

  init(_ table: FieldTable, effects: [PayloadEffects], effectOf: [Int32]) {
    self.table = table
    self.effects = effects
    self.effectOf = effectOf
  }

  /// Makes the model of some agents and ways.
  ///
  /// - Parameters:
  ///   - agents: The agents of the loop.
  ///   - ways: Their ways.
  ///   - companions: By edge to a join what comes there beside it, where that is less than is sent.
  ///   - tracked: Fields whose classes are all told apart.
  ///   - taken: What goes each way, where that is not what the way says.
  ///   - book: The regions of payload sets.
  ///   - traffic: What travels.
  /// - Returns: The model; ways that no payload takes are left out.
  /// - Throws: ``TooManyClasses`` where a field has more classes than are told apart.
  func model(
    of agents: [AgentIndex], _ ways: [LoopWay], beside companions: [Int32: PayloadRegion] = [:],
    tracking tracked: Set<Int> = [], taking taken: [PayloadRegion]? = nil, _ book: inout RegionBook,
    _ traffic: inout Traffic
  ) throws(TooManyClasses) -> LoopModel {
    let number = Dictionary(uniqueKeysWithValues: agents.enumerated().map { ($1, $0) })
    let regions =
      taken ?? ways.map { way in way.sets.map { book.region(of: $0, traffic.questions) } ?? .unknown }
    let arrivals = ways.map { way -> PayloadRegion? in
      switch way.arrival {
      case .whole: nil
      case .fresh(let sets): book.region(of: sets, traffic.questions)
      case .merged(let sets):
        // What comes once may be more.
        (way.isFinite ? nil : companions[way.edge]) ?? book.region(of: sets, traffic.questions)
      }
    }
    let boxes = (regions + arrivals.compactMap(\.self)).flatMap(\.boxes)
    let fields = usedFields(boxes, tracked, agents)
    var classes: [Int: [Int]] = [:]
    var entries: [LoopModel.Field] = []
    for field in fields {
      let group = table.fields[field].group
      let known: [Int]
      if let found = classes[group] {
        known = found
      } else {
        known = try self.classes(of: group, fields, tracked, boxes, agents)
      }
      classes[group] = known
      var entry = self.field(field, known)
      entry.isTracked = tracked.contains(field)
      entries.append(entry)
    }
    var model = LoopModel(agents: agents, fields: entries)
    // No box tells two classes of the table apart that are one here.
    let firstAtoms = entries.map { $0.atoms.map(\.first) }
    var changeNumbers: [[LoopModel.Change]: Int] = [:]
    var changesOfSenders: [SenderKind: Int] = [:]
    var seen: Set<LoopModel.Way> = []
    for (index, way) in ways.enumerated() where !regions[index].boxes.isEmpty {
      guard let sender = number[way.sender] else { continue }
      let kind = SenderKind(
        origin: way.origin, effect: effectOf[way.sender.rawValue],
        contract: traffic.structure.role(of: way.sender).contract)
      let change: Int
      if let known = changesOfSenders[kind] {
        change = known
      } else {
        let row = changes(of: way, fields, classes, &book, &traffic)
        change = changeNumbers[row] ?? model.changes.count
        if changeNumbers[row] == nil {
          changeNumbers[row] = change
          model.add(row)
        }
        changesOfSenders[kind] = change
      }
      func masks(_ region: PayloadRegion) -> [LoopModel.Box] {
        region.boxes.map { box in
          LoopModel.Box(
            masks: fields.indices.map { position in
              guard let atoms = box.atoms(of: fields[position]) else { return entries[position].all }
              var mask: UInt64 = 0
              for (number, first) in firstAtoms[position].enumerated() {
                if let first, atoms.contains(first) { mask |= 1 << UInt64(number) }
              }
              return mask
            }, isFree: box.isFree || way.isFree)
        }
      }
      let arrival: LoopModel.Arrival =
        switch way.arrival {
        case .whole: .whole
        case .fresh: .fresh(arrivals[index].map { masks($0).map(\.masks) } ?? [])
        case .merged: .merged(arrivals[index].map { masks($0).map(\.masks) } ?? [])
        }
      let end: LoopModel.End =
        switch way.end {
        case .agent(let agent): number[agent].map { .agent($0) } ?? .nowhere
        case .exit: .exit
        case .nowhere: .nowhere
        }
      let made = LoopModel.Way(
        sender: sender, end: end, edge: way.edge, handoff: Int32(way.handoff?.rawValue ?? -1),
        isReturn: way.isReturn, isOutput: way.cause == .output, change: change,
        boxes: masks(regions[index]), arrival: arrival, isFinite: way.isFinite, origin: index)
      // Failures that no guard of the loop tells apart go the same way.
      if seen.insert(made).inserted { model.add(made) }
    }
    return model
  }

  /// What decides on what happens to the fields on a way.
  private struct SenderKind: Hashable {
    var origin: LoopWay.Origin
    var effect: Int32
    var contract: ContractIndex?
  }

  /// The fields that matter: those that boxes limit, and those whose values they may get.
  private func usedFields(_ boxes: [PayloadBox], _ tracked: Set<Int>, _ agents: [AgentIndex]) -> [Int] {
    var isLimited = [Bool](repeating: false, count: table.fields.count)
    for box in boxes {
      for limit in box.limits { isLimited[limit.field] = true }
    }
    var used = tracked.union(table.fields.indices.filter { isLimited[$0] })
    let copying = Set(agents.map { effectOf[$0.rawValue] }).map { effects[Int($0)] }.filter {
      !$0.copies.isEmpty
    }
    var waiting = copying.isEmpty ? [] : Array(used)
    while let field = waiting.popLast() {
      for effect in copying {
        guard case .copy(let source) = effect.change(of: table.fields[field].pointer),
          let number = table.number(of: source), used.insert(number).inserted
        else { continue }
        waiting.append(number)
      }
    }
    return used.sorted()
  }

  private func classes(
    of group: Int, _ fields: [Int], _ tracked: Set<Int>, _ boxes: [PayloadBox], _ agents: [AgentIndex]
  ) throws(TooManyClasses) -> [Int] {
    let members = fields.filter { table.fields[$0].group == group }
    if let first = members.first, members.contains(where: tracked.contains) {
      let atoms = table.fields[first].atoms
      guard atoms.count <= Self.classLimit else { throw TooManyClasses(field: table.fields[first].pointer) }
      return Array(atoms.indices)
    }
    var masks: [AtomSet] = []
    var seen: Set<AtomSet> = []
    for box in boxes {
      for field in members {
        if let atoms = box.atoms(of: field), seen.insert(atoms).inserted { masks.append(atoms) }
      }
    }
    let amounts = Set(
      Set(agents.map { effectOf[$0.rawValue] }).flatMap { number in
        members.compactMap { effects[Int(number)].adds[table.fields[$0].pointer] }
      }
    ).sorted()
    let classes = ClassBuilder(table).classes(of: members.first ?? group, masks: masks, amounts: amounts)
    guard (classes.max() ?? 0) < Self.classLimit else {
      throw TooManyClasses(field: table.fields[members.first ?? group].pointer)
    }
    return classes
  }

  private func field(_ field: Int, _ classes: [Int]) -> LoopModel.Field {
    var atoms = [[Int]](repeating: [], count: (classes.max() ?? 0) + 1)
    for (atom, number) in classes.enumerated() where atom < table.fields[field].atoms.count {
      atoms[number].append(atom)
    }
    var result = LoopModel.Field(number: field, pointer: table.fields[field].pointer, atoms: atoms)
    for (number, members) in atoms.enumerated() {
      let bit: UInt64 = 1 << UInt64(number)
      if members.contains(where: { table.fields[field].atoms[$0] == .absent }) { result.absent |= bit }
      if members.contains(where: { table.fields[field].atoms[$0].isUnboundedAbove }) {
        result.unbounded |= bit
      }
    }
    return result
  }

  private func changes(
    of way: LoopWay, _ fields: [Int], _ classes: [Int: [Int]], _ book: inout RegionBook,
    _ traffic: inout Traffic
  ) -> [LoopModel.Change] {
    switch way.origin {
    case .anew: return fields.map { _ in .any }
    case .received:
      return fields.map { field in
        let count = (classes[table.fields[field].group]?.max() ?? 0) + 1
        return .map((0..<count).map { 1 << UInt64($0) }, grows: false)
      }
    case .output: break
    }
    let effect = effects[Int(effectOf[way.sender.rawValue])]
    let offer = book.offer(of: way.sender, &traffic)
    return fields.map { field in
      change(of: field, effect, classes[table.fields[field].group] ?? [], offer) { source in
        fields.firstIndex(of: source)
      }
    }
  }

  private func change(
    of field: Int, _ effect: PayloadEffects, _ classes: [Int], _ offer: PayloadRegion?,
    _ position: (Int) -> Int?
  ) -> LoopModel.Change {
    let atoms = table.fields[field].atoms
    let count = (classes.max() ?? 0) + 1
    let all: UInt64 = count == 64 ? .max : (1 << UInt64(count)) - 1
    let change = effect.change(of: table.fields[field].pointer)
    let rule = KeepRule(of: field, in: offer, table)
    // What its contract has no room for is not in its output.
    if change == .any || !rule.hasRoom { return .any }
    // Where its contract demands something and there was nothing, the agent puts something there.
    var kept = (0..<count).map { 1 << UInt64($0) } as [UInt64]
    if !rule.mayLeaveOut, let absent = atoms.firstIndex(of: .absent) { kept[classes[absent]] = all }
    switch change {
    case .any: return .any
    case .copy(let source):
      guard let number = table.number(of: source), let place = position(number) else { return .any }
      return .copy(place, images: kept)
    case .keep: return .map(kept, grows: false)
    case .add(let amount):
      var images = [UInt64](repeating: 0, count: count)
      for atom in atoms.indices {
        for image in table.sums(of: atom, in: field, adding: amount) {
          images[classes[atom]] |= 1 << UInt64(classes[image])
        }
      }
      return .map(images, grows: amount > 0)
    }
  }
}
