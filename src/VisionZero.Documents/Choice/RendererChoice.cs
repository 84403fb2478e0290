namespace VisionZero.Documents;

/// <summary>What a renderer showed at start.</summary>
/// <param name="Name">Renderer.</param>
/// <param name="Version">Version of its library; empty if it is not there.</param>
/// <param name="Passed">Whether every sample read back as it was written.</param>
/// <param name="Finding">What was found, for operators.</param>
public sealed record RendererProof(string Name, string Version, bool Passed, string Finding);

/// <summary>Which renderer this process prints with, and why.</summary>
/// <param name="Renderers">Those that proved themselves, the preferred first; never empty, since Skia stays as the last resort.</param>
/// <param name="Proofs">One for each renderer, QuestPDF first.</param>
/// <param name="Why">One sentence for log, health page and files.</param>
public sealed record RendererChoice(IReadOnlyList<IDocumentRenderer> Renderers, IReadOnlyList<RendererProof> Proofs, string Why)
{
    /// <summary>The renderer that prints.</summary>
    public IDocumentRenderer Renderer => Renderers[0];

    /// <summary>Whether the renderer that prints has proved itself.</summary>
    public bool Healthy => Proofs.Any(proof => proof.Name == Renderer.Name && proof.Passed);

    /// <summary>Lets every renderer of this build print a sample in every promised script and reads it back. Takes about a second.</summary>
    public static Task<RendererChoice> ProveAsync(FontCatalogue fonts, DocumentSettings settings, CancellationToken cancellation) =>
        Task.Run(() => Choose(RendererCandidates.Of(fonts, settings), fonts, cancellation), cancellation);

    internal static RendererChoice Choose(IReadOnlyList<RendererCandidate> candidates, FontCatalogue fonts, CancellationToken cancellation)
    {
        var proofs = candidates.Select(candidate => (Candidate: candidate, Proof: RendererProver.Prove(candidate, fonts, cancellation))).ToArray();
        var passed = proofs.Where(proof => proof.Proof.Passed).ToArray();
        var failures = string.Join("; ", proofs.TakeWhile(proof => !proof.Proof.Passed).Select(proof => $"{proof.Proof.Name}: {proof.Proof.Finding}"));
        if (passed.Length == 0)
        {
            var last = proofs[^1].Candidate;
            return new([last.Create!("unproven")], [.. proofs.Select(proof => proof.Proof)], $"{last.Name} is used although it has not proved itself. {failures}");
        }

        var why = failures.Length == 0 ? $"{passed[0].Proof.Name} {passed[0].Proof.Version} is preferred and passed: {passed[0].Proof.Finding}"
            : $"{passed[0].Proof.Name} {passed[0].Proof.Version} passed: {passed[0].Proof.Finding}; not used: {failures}";
        return new([.. passed.Select(proof => proof.Candidate.Create!(failures.Length == 0 ? "preferred" : failures))], [.. proofs.Select(proof => proof.Proof)], why);
    }
}

/// <summary>A renderer that may be there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Create">Makes it, with a note for the files it writes; null where it is not available.</param>
/// <param name="Absence">Why it is not available.</param>
internal sealed record RendererCandidate(string Name, Func<string?, IDocumentRenderer>? Create, string Absence = "");

internal static class RendererCandidates
{
    /// <summary>In order of preference.</summary>
    public static IReadOnlyList<RendererCandidate> Of(FontCatalogue fonts, DocumentSettings settings) =>
    [
#if QUESTPDF
        QuestPdfCandidate.Of(fonts, settings),
#else
        new("QuestPDF", null, settings.QuestPdfLicence is null ? "not part of this build" : "not part of this build, though a licence is configured"),
#endif
        new("Skia", note => new SkiaRenderer(fonts, note)),
    ];
}
