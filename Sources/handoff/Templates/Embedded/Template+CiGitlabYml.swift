// Written by EmbeddedTemplateTests from Templates/ci/gitlab.yml; change that file instead.
extension Template {
  static let ciGitlabYml = Template(
    path: "ci/gitlab.yml",
    text: ##"""
      # Included by .gitlab-ci.yml:
      #   include:
      #     - local: .gitlab/handoff.yml
      handoffs:
        image: %image%
        variables:
          # The address of Handoff's repository: a variable of this project, or written here.
          HANDOFF_REPOSITORY: "%repository%"
          HANDOFF_VERSION: "%version%"
        before_script:
          # What your agents need in order to start is installed here.
          - |
            : "${HANDOFF_REPOSITORY:?set the variable HANDOFF_REPOSITORY to the address of the repository of Handoff}"
            name=handoff-$HANDOFF_VERSION-linux-$(uname -m)
            folder=$(mktemp -d)
            for file in "$name.tar.gz" "$name.tar.gz.sha256"; do
              curl --fail --silent --show-error --location --retry 3 --output "$folder/$file" \
                "$HANDOFF_REPOSITORY/releases/download/$HANDOFF_VERSION/$file"
            done
            (cd "$folder" && sha256sum --check "$name.tar.gz.sha256" && tar -xzf "$name.tar.gz")
            export PATH="$folder/$name/bin:$PATH"
        script:
          - |
            handoff audit %system% --format text \
              --format gitlab --output gl-code-quality-report.json || failed=1
            handoff check %system% --no-memory --format text \
              --format junit --output handoff-junit.xml \
              --format html --output handoff-report.html || failed=1
            test ! -e %fixtures%/index.json || handoff fixtures %system% --output %fixtures% --check || failed=1
            test -z "$failed"
        artifacts:
          when: always
          expose_as: handoff report
          paths: [handoff-report.html]
          reports:
            codequality: gl-code-quality-report.json
            junit: handoff-junit.xml

      """##)
}
