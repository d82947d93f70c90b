import HandoffTestSupport
import Testing

@testable import HandoffReports

@Suite("Layered drawings")
struct LayeredLayoutTests {
  private struct Rectangle {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double

    func overlaps(_ other: Self) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  private static func graph(_ seed: Int) -> LayeredGraph {
    var random = TestRandom(seed: UInt64(seed))
    let count = 1 + random.below(14)
    let boxes = (0..<count).map { _ -> LayeredGraph.Box in
      let half = Double(44 + random.below(60))
      return LayeredGraph.Box(left: half, right: half + Double(random.below(2) * 80), height: 42)
    }
    let lines = (0..<random.below(count * 2 + 1)).map { _ in
      LayeredGraph.Line(
        from: random.below(count), to: random.below(count), labelWidth: Double(random.below(3) * 60),
        labelHeight: 18)
    }
    return LayeredGraph(boxes: boxes, lines: lines, starts: [0])
  }

  @Test func `boxes and labels never overlap, and everything is within the drawing`() {
    for seed in 0..<300 {
      let graph = Self.graph(seed)
      let layout = LayeredLayout(graph)
      var shapes = zip(graph.boxes, layout.boxes).map { box, middle in
        Rectangle(
          left: middle.x - box.left, right: middle.x + box.right, top: middle.y - box.height / 2,
          bottom: middle.y + box.height / 2)
      }
      for (line, middle) in zip(graph.lines, layout.labels) {
        guard let middle else { continue }
        shapes.append(
          Rectangle(
            left: middle.x - line.labelWidth / 2, right: middle.x + line.labelWidth / 2,
            top: middle.y - line.labelHeight / 2, bottom: middle.y + line.labelHeight / 2))
      }
      for (place, shape) in shapes.enumerated() {
        #expect(shape.left >= 0 && shape.right <= layout.width, "seed \(seed)")
        #expect(shape.top >= 0 && shape.bottom <= layout.height, "seed \(seed)")
        for other in shapes[(place + 1)...] { #expect(!shape.overlaps(other), "seed \(seed)") }
      }
    }
  }

  @Test func `a line joins the borders of its boxes, and has its label where one is asked for`() {
    for seed in 0..<300 {
      let graph = Self.graph(seed)
      let layout = LayeredLayout(graph)
      for (index, line) in graph.lines.enumerated() {
        guard line.from != line.to else {
          #expect(layout.lines[index].isEmpty && layout.labels[index] == nil)
          continue
        }
        #expect((layout.labels[index] != nil) == (line.labelWidth > 0))
        for (end, box) in [(layout.lines[index].first, line.from), (layout.lines[index].last, line.to)] {
          guard let end else {
            Issue.record("seed \(seed): a line without points")
            continue
          }
          let middle = layout.boxes[box]
          #expect(abs(end.x - middle.x) <= graph.boxes[box].left, "seed \(seed)")
          #expect(abs(abs(end.y - middle.y) - graph.boxes[box].height / 2) < 0.001, "seed \(seed)")
        }
      }
    }
  }

  @Test func `lines lead downwards unless they close a circle`() {
    for seed in 0..<300 {
      let graph = Self.graph(seed)
      let upward = zip(graph.lines, LayerAssignment(graph).isReversed).filter(\.1).map(\.0)
      // Without the lines that lead upwards no circle is left.
      let rest = zip(graph.lines, LayerAssignment(graph).isReversed).filter { !$0.1 && $0.0.from != $0.0.to }
      var open = Set(graph.boxes.indices)
      while let free = open.first(where: { box in
        !rest.contains { $0.0.to == box && open.contains($0.0.from) }
      }) {
        open.remove(free)
      }
      #expect(open.isEmpty, "seed \(seed): \(upward)")
    }
  }
}
