namespace VisionZero.Documents;

/// <summary>Which paper it is. The kind chooses accent and ornament; every text is in the record.</summary>
public enum CertificateKind
{
    /// <summary>A trainer's certificate: the full wheel.</summary>
    Trainer,

    /// <summary>A company's support certificate: the wheel in outline, since it certifies no performance.</summary>
    Support,
}

/// <summary>A piece of a sentence, plain or bold.</summary>
public sealed record TextRun(string Text, bool Bold = false);

/// <summary>A labelled fact such as Number or Valid.</summary>
public sealed record CertificateFact(string Label, string Value);

/// <summary>Who signs: a name over a role.</summary>
public sealed record Signatory(string Name, string Role);

/// <summary>
/// Everything a certificate says, in the reader's language. The library adds no word of its own, and no clock: two renderings
/// of one record say the same.
/// </summary>
public sealed record CertificateDocument
{
    /// <summary>Which paper it is.</summary>
    public required CertificateKind Kind { get; init; }

    /// <summary>Language of the texts, BCP 47 (<c>en</c>, <c>zh</c>, <c>ar</c>). A right-to-left language mirrors the layout.</summary>
    public required string Language { get; init; }

    /// <summary>"Certificate".</summary>
    public required string Heading { get; init; }

    /// <summary>"This certifies that".</summary>
    public required string Opening { get; init; }

    /// <summary>The holder's name in its own script; shrinks and wraps to two lines at most.</summary>
    public required string Name { get; init; }

    /// <summary>Language of the name, BCP 47, if known: <c>ja</c>, <c>ko</c>, <c>zh-Hant</c> choose the form of ideographs.</summary>
    public string? NameLanguage { get; init; }

    /// <summary>The name's Latin spelling, if there is one beside it.</summary>
    public string? LatinName { get; init; }

    /// <summary>Level and scope in one sentence, of a few runs. Spaces between the runs are part of them.</summary>
    public required IReadOnlyList<TextRun> Statement { get; init; }

    /// <summary>Number, validity, decision: two to five.</summary>
    public required IReadOnlyList<CertificateFact> Facts { get; init; }

    /// <summary>"Verify this certificate at".</summary>
    public required string VerifySentence { get; init; }

    /// <summary>The official address a person types, without scheme: <c>register.example.org/verify</c>.</summary>
    public required string OfficialAddress { get; init; }

    /// <summary>The whole address in the QR code.</summary>
    public required string VerifyUrl { get; init; }

    /// <summary>Label over the typed code, if any ("Code").</summary>
    public string? CodeLabel { get; init; }

    /// <summary>The code a person types; printed in groups of four unless it is grouped already.</summary>
    public required string Code { get; init; }

    /// <summary>None, one, two or three.</summary>
    public IReadOnlyList<Signatory> Signatories { get; init; } = [];

    /// <summary>Small print at the foot.</summary>
    public string? SmallPrint { get; init; }

    /// <summary>The titles of rules 1 to 7: the wheel's text twin.</summary>
    public required IReadOnlyList<string> RuleTitles { get; init; }

    /// <summary>When it was issued: the file's creation date.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Title in the file's properties.</summary>
    public required string Title { get; init; }

    /// <summary>Author in the file's properties.</summary>
    public required string Author { get; init; }

    /// <summary>The code as it is printed.</summary>
    public string PrintedCode => CodeGroups.Print(Code);

    /// <summary>Every text on the paper with the field it comes from, in reading order.</summary>
    public IEnumerable<DocumentText> Texts()
    {
        yield return new(nameof(Heading), Heading);
        yield return new(nameof(Opening), Opening);
        yield return new(nameof(Name), Name);
        if (!string.IsNullOrWhiteSpace(LatinName)) yield return new(nameof(LatinName), LatinName);
        yield return new(nameof(Statement), string.Concat(Statement.Select(run => run.Text)));
        foreach (var fact in Facts)
        {
            yield return new(nameof(Facts), fact.Label);
            yield return new(nameof(Facts), fact.Value);
        }

        for (var rule = 0; rule < RuleTitles.Count; rule++)
        {
            yield return new(nameof(RuleTitles), RuleNumbers.Print(rule + 1));
            yield return new(nameof(RuleTitles), RuleTitles[rule]);
        }

        foreach (var signatory in Signatories)
        {
            yield return new(nameof(Signatories), signatory.Name);
            yield return new(nameof(Signatories), signatory.Role);
        }

        yield return new(nameof(VerifySentence), VerifySentence);
        yield return new(nameof(OfficialAddress), OfficialAddress);
        if (!string.IsNullOrWhiteSpace(CodeLabel)) yield return new(nameof(CodeLabel), CodeLabel);
        yield return new(nameof(Code), PrintedCode);
        if (!string.IsNullOrWhiteSpace(SmallPrint)) yield return new(nameof(SmallPrint), SmallPrint);
    }
}
