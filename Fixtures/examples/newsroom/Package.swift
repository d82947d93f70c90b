// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "Newsroom",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Handoff", path: "../../..")],
  targets: [
    .target(
      name: "Newsroom",
      dependencies: ["HandoffContracts", "HandoffRuntime"].map { .product(name: $0, package: "Handoff") }),
    .testTarget(
      name: "NewsroomTests", dependencies: ["Newsroom", .product(name: "HandoffTesting", package: "Handoff")]),
  ]
)
