/// What a layered drawing is made of: sizes and connections, no names.
struct LayeredGraph {
  /// A box with its middle at x = 0; what stands beside it on the right takes room too.
  struct Box {
    var left: Double
    var right: Double
    var height: Double
  }

  /// A line from box to box with a label of a size in its middle.
  struct Line {
    var from: Int
    var to: Int
    var labelWidth: Double
    var labelHeight: Double
  }

  var boxes: [Box]
  var lines: [Line]
  /// The boxes that stand first.
  var starts: [Int]
}

/// A point in pixels, x to the right and y downwards.
struct DrawingPoint: Hashable {
  var x: Double
  var y: Double
}
