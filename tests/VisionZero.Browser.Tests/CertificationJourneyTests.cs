using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VisionZero.Domain.Common;
using VisionZero.Tests;
using VisionZero.Web;

namespace VisionZero.Browser.Tests;

/// <summary>The product's promise in one walk: from joining to a certificate anyone can verify, and to its end.</summary>
public sealed class CertificationJourneyTests(BrowserPlatform platform)
{
    // All seven in a browser are the newcomer's, and all sheets are looked at elsewhere.
    private const int RulesStudied = 1;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "Zoë Müller-Ąžuolas")]
    [InlineData(false, "Søren Þórðarson")]
    public async Task A_trainer_is_certified_twice_found_by_the_public_and_a_revocation_shows_everywhere(bool script, string name)
    {
        var email = $"{Guid.NewGuid():N}@browser.example";
        var trainer = new Walker(platform, await platform.PageAsync(script));
        var reviewer = new Walker(platform, await platform.PageAsync(script));
        var approver = new Walker(platform, await platform.PageAsync(script));
        var anyone = new Walker(platform, await platform.PageAsync(script, width: 390));
        await reviewer.SignInAsync(await TestAccounts.MakeAsync(platform.Services, [Role.Reviewer], DateTimeOffset.UtcNow, Ct));
        await approver.SignInAsync(await TestAccounts.MakeAsync(platform.Services, [Role.Approver], DateTimeOffset.UtcNow, Ct));

        await trainer.JoinAsync(email);
        await trainer.RegisterAsync(name);
        byte[][] evidence = [Paper("diploma " + email), Paper("reference " + email)];
        await trainer.AddEvidenceAsync("OshQualification", evidence[0]);
        await trainer.AddEvidenceAsync("TrainingExperience", evidence[1]);

        var foundation = await EarnAsync("foundation", "Foundation");
        await ListedAsync(0);
        var professional = await EarnAsync("professional", "Professional");

        // Found by a part of the name without its accents.
        var folded = script ? "muller azuolas" : "soren thordarson";
        await anyone.GoAsync($"/find?q={Uri.EscapeDataString(folded)}");
        await EventuallyAsync(async () =>
        {
            await anyone.Page.ReloadAsync();
            return await anyone.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = name }).CountAsync() > 0;
        }, "the directory lists the trainer");
        await anyone.FollowAsync(name);
        await anyone.SeesAsync(professional);
        await ListedAsync(1);
        (await StatusAsync(professional)).ShouldBe("valid");

        // The end: it shows on the verify page, the trainer's page, in the directory, to machines.
        await approver.GoAsync($"/staff/certificates/{professional}");
        await approver.Page.Locator("#revoke-reason").SelectOptionAsync("false-evidence");
        await approver.PressAsync("Revoke");
        await approver.SeesAsync("Revoked");
        await anyone.GoAsync($"/verify/{professional}");
        await anyone.SeesAsync("Revoked");
        await anyone.GoAsync($"/verify/{foundation}");
        await anyone.SeesAsync("Valid");
        await trainer.GoAsync("/me");
        await trainer.SeesAsync("Revoked");
        await ListedAsync(0);
        await anyone.GoAsync($"/find?q={Uri.EscapeDataString(folded)}");
        (await anyone.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = name }).CountAsync()).ShouldBe(0, "the directory still lists the trainer");
        (await StatusAsync(professional)).ShouldBe("revoked");
        (await StatusAsync(foundation)).ShouldBe("valid");
        await platform.LinkAsync(email, "certificate-revoked");

        foreach (var walker in new[] { trainer, reviewer, approver, anyone })
        {
            await walker.Page.Context.CloseAsync();
        }

        async Task<string> EarnAsync(string course, string level)
        {
            await trainer.TakeCourseAsync(email, course, RulesStudied);
            if (course == "professional")
            {
                await PractiseAsync();
            }

            await trainer.ApplyAsync(course);
            var read = await reviewer.ReviewAsync(name);
            read.Count.ShouldBe(evidence.Length);
            evidence.ShouldAllBe(file => read.Any(file.SequenceEqual));
            await approver.ApproveAsync(name);

            // The message comes by itself, with the paper attached; its link needs no account.
            var pdf = await platform.AttachmentAsync(email, "certificate-issued", level);
            var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
            await File.WriteAllBytesAsync(file, pdf, Ct);
            (await RunAsync("pdftotext", file, "-")).ShouldContain(name);
            await RunAsync("pdftoppm", "-r", "150", "-png", "-singlefile", file, file);
            var qr = (await RunAsync("zbarimg", "--quiet", "--raw", file + ".png")).Trim();
            qr.ShouldStartWith(platform.Services.GetRequiredService<Settings>().PublicAddress.TrimEnd('/') + "/");
            await anyone.Page.GotoAsync(new Uri(qr).PathAndQuery);
            await anyone.SeesAsync("Valid");
            await anyone.SeesAsync(name);
            var number = Walker.Number().Match(await anyone.Page.Locator("main").InnerTextAsync()).Value;
            number.ShouldNotBeEmpty();
            File.Delete(file);
            File.Delete(file + ".png");

            await trainer.GoAsync("/me");
            var download = await trainer.Page.RunAndWaitForDownloadAsync(() => trainer.FollowAsync("Download " + number));
            (await File.ReadAllBytesAsync((await download.PathAsync())!, Ct)).ShouldBe(pdf);
            return number;
        }

        async Task PractiseAsync()
        {
            await trainer.HandInPracticeAsync(Paper("session plan " + email));
            for (var assessors = 0; assessors < 2; assessors++)
            {
                var assessor = new Walker(platform, await platform.PageAsync(script));
                await assessor.SignInAsync(await TestAccounts.MakeAsync(platform.Services, [Role.Assessor], DateTimeOffset.UtcNow, Ct));
                await assessor.MarkPracticeAsync(name);
            }
        }

        Task ListedAsync(int times) =>
            EventuallyAsync(
                async () => (await AskAsync("/api/trainers?q=" + Uri.EscapeDataString(name))).GetProperty("total").GetInt32() == times,
                $"the register lists the trainer {times} times");

        async Task<string?> StatusAsync(string number) => (await AskAsync("/api/certificates/" + number)).GetProperty("status").GetString();
    }

    private async Task<JsonElement> AskAsync(string path)
    {
        using var client = new HttpClient();
        using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri(platform.Address + path), Ct));
        return answer.RootElement.Clone();
    }

    // The least that a reader of PDF takes for one.
    private static byte[] Paper(string what) => System.Text.Encoding.ASCII.GetBytes(
        $"%PDF-1.4\n% {what}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    private static async Task<string> RunAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        process.ExitCode.ShouldBe(0, tool);
        return output;
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition, string what)
    {
        for (var i = 0; i < 450; i++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(200, Ct);
        }

        throw new TimeoutException($"Not within 90 s: {what}.");
    }
}
