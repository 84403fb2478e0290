using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using VisionZero.Domain.Common;
using VisionZero.Domain.Companies;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Features.Accounts;
using VisionZero.Web.Features.Companies;
using VisionZero.Web.Features.Learning;
using VisionZero.Web.Features.Trainers;
using VisionZero.Web.Pipeline;
using VisionZero.Web.Storage;
using VisionZero.Web.Tests.Http;

namespace VisionZero.Web.Tests.Accounts;

/// <summary>What is kept about people: handed out whole, erased whole.</summary>
public sealed class PersonalDataTests(Platform platform)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_export_holds_what_is_stored_about_the_person_and_the_files()
    {
        var applicant = await platform.ReadyAsync(Level.Foundation, "Noor Hakimi");
        byte[] paper = Encoding.ASCII.GetBytes($"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n{Guid.NewGuid()}");
        (await platform.SendAsync(applicant.Actor, new AddEvidence(EvidenceKind.Other, paper))).Refusals.ShouldBeEmpty();
        var enrolment = DeterministicId.Enrolment(applicant.TrainerId, "foundation", 1, 1);
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Store(new ActionPlan { Id = enrolment, TrainerId = applicant.TrainerId });
            await session.SaveChangesAsync(Ct);
        }

        using var visitor = await platform.SignInAsync(applicant.Login);
        using var answer = await visitor.Client.GetAsync(new Uri("/en/account/data?handler=Export", UriKind.Relative), Ct);

        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        await using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync(Ct));
        await using var stream = await archive.GetEntry("data.json").ShouldNotBeNull().OpenAsync(Ct);
        var json = (await JsonDocument.ParseAsync(stream, cancellationToken: Ct)).RootElement;
        json.GetProperty("profile").GetProperty("Name").GetString().ShouldBe("Noor Hakimi");
        json.GetProperty("account").GetProperty("Email").GetString().ShouldBe(applicant.Login.Email);
        json.GetProperty("enrolments").GetArrayLength().ShouldBe(1);
        json.GetProperty("plans")[0].GetProperty("Id").GetGuid().ShouldBe(enrolment);
        var entry = archive.Entries.Single(e => e.FullName.StartsWith("evidence/Other-", StringComparison.Ordinal));
        await using var file = await entry.OpenAsync(Ct);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Ct);
        FileStore.Hash(bytes.ToArray()).ShouldBe(FileStore.Hash(paper));
    }

    [Fact]
    public async Task Erasure_leaves_the_name_of_a_trainer_nowhere()
    {
        var name = "Erasmia " + Guid.NewGuid().ToString("N")[..10].Replace('0', 'o');
        var applicant = await platform.ReadyAsync(Level.Foundation, name);
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Store(new StudyNotes { Id = Guid.CreateVersion7(), TrainerId = applicant.TrainerId, Notes = new Dictionary<string, StudyNote> { ["1/case"] = new(name, true) } });
            session.Store(new TypedAnswers { Id = Guid.CreateVersion7(), TrainerId = applicant.TrainerId, Words = new Dictionary<string, string> { ["1:f1-24"] = name } });
            await session.SaveChangesAsync(Ct);
        }

        using var visitor = await platform.SignInAsync(applicant.Login);
        await visitor.OpenAsync("/account/data");
        (await TablesWithAsync(name)).ShouldNotBeEmpty();

        await visitor.SubmitAsync(("Understood", "true"));

        visitor.Address.ShouldBe("/en/");
        (await TablesWithAsync(name)).ShouldBeEmpty();
        await ShouldBeGoneAsync(applicant.Login);
        (await platform.ReadAsync(q => q.LoadAsync<Trainer>(applicant.TrainerId, Ct)))!.Erased.ShouldBeTrue();
    }

    [Fact]
    public async Task A_representative_erases_their_data_and_the_pledge_ends()
    {
        var signatory = "Siv Erasmusson " + Guid.NewGuid().ToString("N")[..8].Replace('0', 'o');
        var login = await platform.AccountAsync(Role.CompanyRepresentative);
        var input = new CompanyInput(SupporterKind.Company, "Gruvan AB", "SE", "Kiruna", "mining", "10-49", null, signatory, "Director");
        var id = (await platform.SendAsync(Actors.Of(login), new RegisterCompany(input, null))).Id!.Value;
        await using (var session = platform.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            var stream = await session.Events.FetchForWriting<Company>(id, Ct);
            stream.AppendOne(new CompanyEvent.PledgeSigned(1, "text", true, platform.Clock.GetUtcNow()));
            await session.SaveChangesAsync(Ct);
        }

        using var visitor = await platform.SignInAsync(login);
        await visitor.OpenAsync("/account/data");
        await visitor.SubmitAsync(("Understood", "true"));

        (await TablesWithAsync(signatory)).ShouldBeEmpty();
        await ShouldBeGoneAsync(login);
        (await platform.ReadAsync(q => q.LoadAsync<Company>(id, Ct)))!.State.ShouldBe(PledgeState.Withdrawn);
    }

    [Fact]
    public async Task An_administrator_erases_an_account_of_any_kind_at_the_persons_request_but_none_of_staff()
    {
        var stranger = $"never.{Guid.NewGuid():N}@people.example";
        (await platform.SendAsync(Actor.Anonymous, new OpenAccount(stranger, People.Password, Role.Trainer, "en"))).Refusals.ShouldBeEmpty();
        var reviewer = await platform.AccountAsync(Role.Reviewer);
        using var visitor = await platform.SignedInVisitorAsync(Role.Administrator);
        await visitor.OpenAsync("/ops/staff");

        await visitor.SubmitAsync(("EraseEmail", stranger));
        visitor.Page.Body!.TextContent.ShouldContain("Tick that you understand");
        await visitor.SubmitAsync(("EraseEmail", reviewer.Email), ("Understood", "true"));
        visitor.Page.Body!.TextContent.ShouldContain("This is an account of staff");
        await visitor.SubmitAsync(("EraseEmail", "nobody." + stranger), ("Understood", "true"));
        visitor.Page.Body!.TextContent.ShouldContain("There is no account with this address.");
        await visitor.SubmitAsync(("EraseEmail", stranger.ToUpperInvariant()), ("Understood", "true"));

        visitor.Page.Body!.TextContent.ShouldContain("The data is erased");
        (await TablesWithAsync(stranger)).ShouldBeEmpty();
        (await platform.SendAsync(Actors.Of(reviewer), new EraseMyAccount(true))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("account.erase-staff");
    }

    private async Task ShouldBeGoneAsync(Login login)
    {
        (await TablesWithAsync(login.Email)).ShouldBeEmpty();
        (await platform.ReadAsync(q => q.Query<SignInSession>().AnyAsync(s => s.AccountId == login.Id, Ct))).ShouldBeFalse();
    }

    private async Task<List<string>> TablesWithAsync(string text)
    {
        var schema = platform.Services.GetRequiredService<Settings>().Schema;
        var database = platform.Services.GetRequiredService<NpgsqlDataSource>();
        var tables = new List<string>();
        await using (var list = database.CreateCommand("select table_schema || '.' || table_name from information_schema.tables where table_schema in ($1, $1 || '_jobs') and table_type = 'BASE TABLE'"))
        {
            list.Parameters.AddWithValue(schema);
            await using var reader = await list.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                tables.Add(reader.GetString(0));
            }
        }

        var found = new List<string>();
        foreach (var table in tables)
        {
            await using var search = database.CreateCommand($"select exists(select 1 from {table} t where t::text ilike '%' || $1 || '%')");
            search.Parameters.AddWithValue(text);
            if ((bool)(await search.ExecuteScalarAsync(Ct))!)
            {
                found.Add(table);
            }
        }

        return found;
    }
}
