/// Says why payloads cannot go round a lap of arrows.
struct LoopConflicts {
  private let model: LoopModel
  private let wording: ClassWording
  private let name: (Int32) -> String
  private static let mostLaps = 64

  init(_ model: LoopModel, _ wording: ClassWording, name: @escaping (Int32) -> String) {
    self.model = model
    self.wording = wording
    self.name = name
  }

  /// One line for each guard in conflict; a general one where no single field shows it.
  func lines(along lap: [Int32]) -> [String] {
    let taken = lap.map { edge in
      model.ways.indices.filter { model.ways[$0].edge == edge && model.ways[$0].lapTarget != nil }
    }
    if let position = taken.firstIndex(where: { $0.allSatisfy { model.ways[$0].boxes.isEmpty } }) {
      return ["\(Wording.quoted(name(lap[position]))): no payload takes it"]
    }
    var masks = model.everything
    var writers = [Int32?](repeating: nil, count: model.fields.count)
    for round in 0..<Self.mostLaps {
      let before = masks
      for (edge, ways) in zip(lap, taken) {
        var next = [UInt64](repeating: 0, count: model.fields.count)
        var isTaken = false
        for way in ways {
          for box in model.ways[way].boxes.indices {
            guard let sent = model.sent(masks, by: way, through: box) else { continue }
            isTaken = true
            for field in sent.indices { next[field] |= sent[field] }
          }
        }
        guard isTaken else { return conflict(at: edge, ways, masks, writers) }
        for field in next.indices where next[field] != masks[field] { writers[field] = edge }
        masks = next
      }
      if masks == before, round > 0 { break }
    }
    return growth(along: lap) ?? ["each lap alone is stopped by the guards on it together"]
  }

  private func conflict(
    at edge: Int32, _ taken: [Int], _ masks: [UInt64], _ writers: [Int32?]
  ) -> [String] {
    let ways = taken.map { model.ways[$0] }
    for field in model.fields.indices {
      let wanted = ways.reduce(0 as UInt64) { union, way in way.boxes.reduce(union) { $0 | $1.masks[field] } }
      let offered = ways.reduce(0 as UInt64) { union, way in
        union | model.table.image(of: masks, at: field, by: way.change) & model.fields[field].all
      }
      guard offered & wanted == 0 else { continue }
      let pointer = model.fields[field].pointer
      let needs = "\(Wording.quoted(name(edge))) needs \(pointer) \(words(wanted, field))"
      guard let writer = writers[field] else { return [needs] }
      return ["\(needs), but after \(Wording.quoted(name(writer))) it is \(words(offered, field))"]
    }
    return ["\(Wording.quoted(name(edge))): no payload that gets there takes it"]
  }

  private func growth(along lap: [Int32]) -> [String]? {
    for field in model.fields.indices {
      let adding = model.ways.first { way in
        guard lap.contains(way.edge), case .map(_, true) = model.changes[way.change][field] else {
          return false
        }
        return true
      }
      let bounding = model.ways.first { way in
        lap.contains(way.edge)
          && way.boxes.allSatisfy { $0.masks[field] & model.fields[field].unbounded == 0 }
      }
      guard let adding, let bounding else { continue }
      return [
        "\(model.fields[field].pointer) grows with every \(Wording.quoted(name(adding.edge))), and "
          + "\(Wording.quoted(name(bounding.edge))) bounds it"
      ]
    }
    return nil
  }

  private func words(_ mask: UInt64, _ field: Int) -> String {
    let entry = model.fields[field]
    return wording.values(
      of: entry.atoms.enumerated().filter { mask & (1 << UInt64($0.offset)) != 0 }.flatMap(\.element),
      in: entry.number)
  }
}

extension ClassWording {
  /// The values of some classes of a field, by their numbers.
  func values(of classes: [Int], in field: Int) -> String {
    values(of: classes.reduce(into: emptySet(of: field)) { $0.insert($1) }, in: field)
  }
}
