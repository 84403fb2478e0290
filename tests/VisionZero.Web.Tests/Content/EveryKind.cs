namespace VisionZero.Web.Tests.Content;

/// <summary>A question of each kind that is more than letters.</summary>
internal static class EveryKind
{
    public const string Picture = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60">
          <rect id="floor" width="90" height="60" fill="#fff"/>
          <g id="spot-a"><circle cx="10" cy="10" r="5"/></g>
          <g id="spot-b"><circle cx="40" cy="10" r="5" fill="url(#floor)"/></g>
          <g id="spot-c"><text x="70" y="10">3</text></g>
        </svg>
        """;

    public const string Items = """
        - id: x7-07
          use: skip
          kind: true-false
          answer: false
          correct: [c]
          dimension: health
          difficulty: 1
          outcome: judge
        - id: x7-08
          use: skip
          kind: order
          correct: [c, a, b]
          dimension: safety
          difficulty: 1
          outcome: apply
        - id: x7-09
          use: skip
          kind: match
          targets: 2
          correct: [a-2, b-1, c-2]
          dimension: safety
          difficulty: 1
          outcome: apply
        - id: x7-10
          use: skip
          kind: number
          answer: 12.5
          tolerance: 0.1
          dimension: safety
          difficulty: 1
          outcome: apply
        - id: x7-11
          use: skip
          kind: text
          dimension: wellbeing
          difficulty: 1
          outcome: recognise
        - id: x7-12
          use: skip
          kind: scene
          picture: scene-yard.svg
          correct: [a, c]
          dimension: safety
          difficulty: 1
          outcome: recognise
        - id: x7-13
          use: check
          kind: branch
          start: n1
          nodes: { n1: { a: n2, b: bad }, n2: { a: good, b: bad } }
          ends: { good: right, bad: wrong }
          dimension: wellbeing
          difficulty: 2
          outcome: judge

        """;

    public const string Texts = """
        - id: x7-07
          scenario: "Something happens."
          stem: "A statement."
          why: "It is false, because."
          options:
            a: { text: "Reason a", why: "Because of a." }
            b: { text: "Reason b", why: "Because of b." }
            c: { text: "Reason c", why: "Because of c." }
            d: { text: "Reason d", why: "Because of d." }
        - id: x7-08
          scenario: "Something happens."
          stem: "Put in order."
          options:
            a: { text: "Step a", why: "Because of a." }
            b: { text: "Step b", why: "Because of b." }
            c: { text: "Step c", why: "Because of c." }
        - id: x7-09
          scenario: "Something happens."
          stem: "Match."
          options:
            a: { text: "Line a", why: "Because of a." }
            b: { text: "Line b", why: "Because of b." }
            c: { text: "Line c", why: "Because of c." }
          targets: { "1": "Target 1", "2": "Target 2" }
        - id: x7-10
          scenario: "Something happens."
          stem: "How many?"
          unit: "days"
          why: "Because 25 / 2 = 12.5."
        - id: x7-11
          scenario: "Something happens."
          stem: "What is it called?"
          accepted: ["near miss", "close call"]
          why: "It nearly hit."
        - id: x7-12
          scenario: "Something happens."
          stem: "Where is a hazard?"
          twin: "A yard with three things."
          options:
            a: { text: "Thing a", why: "Because of a." }
            b: { text: "Thing b", why: "Because of b." }
            c: { text: "Thing c", why: "Because of c." }
        - id: x7-13
          scenario: "Something happens."
          stem: "A story."
          nodes:
            n1: { text: "It begins.", choices: { a: { text: "Go on", why: "It goes on." }, b: { text: "Give up", why: "It ends." } } }
            n2: { text: "It goes on.", choices: { a: { text: "Ask", why: "They answer." }, b: { text: "Shout", why: "They leave." } } }
          ends: { good: "All is well.", bad: "All is lost." }

        """;
}
