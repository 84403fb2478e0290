namespace VisionZero.Documents;

/// <summary>Lets a renderer print names and sentences in every promised script, and reads them back.</summary>
internal static class RendererProver
{
    public static RendererProof Prove(RendererCandidate candidate, FontCatalogue fonts, CancellationToken cancellation)
    {
        if (candidate.Create is null) return new RendererProof(candidate.Name, "", false, candidate.Absence);
        try
        {
            var renderer = candidate.Create(null);
            var scripts = SupportedScript.All.Where(script => fonts.Covers(script.Sample).Count == 0).ToArray();
            if (scripts.Length == 0) return new RendererProof(renderer.Name, renderer.Version, false, "no fonts");
            foreach (var script in scripts)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Difference(renderer, script) is { } difference) return new RendererProof(renderer.Name, renderer.Version, false, difference);
            }

            var missing = SupportedScript.All.Except(scripts).Select(script => script.Name).ToArray();
            var finding = $"{scripts.Length} scripts read back as written";
            return new RendererProof(renderer.Name, renderer.Version, true, missing.Length == 0 ? finding : $"{finding}; no font for {string.Join(", ", missing)}");
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (Exception exception)
        {
            // A renderer that cannot load or draws nothing is passed over, whatever it throws.
            return new RendererProof(candidate.Name, "", false, FirstLine((exception.InnerException ?? exception).Message));
        }
    }

    private static string FirstLine(string message) => message.Split('\n')[0].Trim();

    private static string? Difference(IDocumentRenderer renderer, SupportedScript script)
    {
        var certificate = ProofSamples.Certificate(script);
        var handout = ProofSamples.Handout(script);
        var differences = TextCheck.Compare(renderer.Render(certificate), certificate)
            .Concat(TextCheck.Compare(renderer.Render(handout), handout))
            .ToArray();
        return differences.Length == 0 ? null : $"{script.Name} reads back differently: expected '{differences[0].Expected}', found '{differences[0].Found}'";
    }
}

/// <summary>Documents that say nothing: every text is the script's sample.</summary>
internal static class ProofSamples
{
    public static CertificateDocument Certificate(SupportedScript script) => new()
    {
        Kind = CertificateKind.Trainer,
        Language = script.Language,
        Heading = script.Sample,
        Opening = script.Sample,
        Name = script.Sample,
        NameLanguage = script.Language,
        LatinName = "Office Affiliate",
        Statement = [new(script.Sample + " "), new(script.Sample, true), new(" VZ-1 " + script.Sample)],
        Facts = [new(script.Sample, "VZ-P-2026-000001-0"), new(script.Sample, "1–31 / 12 / 2026 " + script.Sample)],
        VerifySentence = script.Sample,
        OfficialAddress = "example.org/verify",
        VerifyUrl = "https://example.org/verify",
        Code = "0000-0000",
        Signatories = [new(script.Sample, script.Sample)],
        SmallPrint = string.Join(' ', Enumerable.Repeat(script.Sample, 12)),
        RuleTitles = [.. Enumerable.Repeat(script.Sample, WheelGeometry.Count)],
        IssuedAt = DateTimeOffset.UnixEpoch,
        Title = script.Name,
        Author = script.Name,
    };

    public static HandoutDocument Handout(SupportedScript script) => new()
    {
        Title = script.Sample,
        Summary = script.Sample,
        Rule = 1,
        Language = script.Language,
        Markdown = $"## {script.Sample}\n\n{string.Join(' ', Enumerable.Repeat(script.Sample, 20))}\n\n- **{script.Sample}** {script.Sample}\n\n1. {script.Sample}\n",
        Footer = script.Sample,
        Author = script.Name,
        IssuedAt = DateTimeOffset.UnixEpoch,
    };
}
