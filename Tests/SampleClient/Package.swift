// swift-tools-version: 6.1
import PackageDescription

// A client as users write them: one dependency, tests in both frameworks.
let package = Package(
  name: "SampleClient",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Handoff", path: "../..")],
  targets: [
    .target(name: "Newsroom", dependencies: [.product(name: "HandoffContracts", package: "Handoff")]),
    .testTarget(
      name: "NewsroomTests",
      dependencies: ["Newsroom", .product(name: "HandoffTesting", package: "Handoff")]),
  ]
)
